import jobcenter.migration_operations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('followup', '0001_initial'),
        ('jobcenter', '0002_entrance_hours'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.RemoveConstraint(
                    model_name='message',
                    name='message_recipient_kind_known',
                ),
                migrations.RemoveConstraint(
                    model_name='reminder',
                    name='reminder_recipient_kind_known',
                ),
                migrations.AlterField(
                    model_name='message',
                    name='recipient_kind',
                    field=models.CharField(choices=[('contact', 'contact person at a company'), ('membership', 'colleague'), ('citizen', 'candidate'), ('enquirer', 'someone who turned to us')], max_length=12),
                ),
                migrations.AlterField(
                    model_name='messageevent',
                    name='recipient_kind',
                    field=models.CharField(choices=[('contact', 'contact person at a company'), ('membership', 'colleague'), ('citizen', 'candidate'), ('enquirer', 'someone who turned to us')], max_length=12),
                ),
                migrations.AlterField(
                    model_name='reminder',
                    name='recipient_kind',
                    field=models.CharField(choices=[('contact', 'contact person at a company'), ('membership', 'colleague'), ('citizen', 'candidate'), ('enquirer', 'someone who turned to us')], max_length=12),
                ),
                migrations.AddConstraint(
                    model_name='message',
                    constraint=models.CheckConstraint(condition=models.Q(('recipient_kind__in', ['contact', 'membership', 'citizen', 'enquirer'])), name='message_recipient_kind_known'),
                ),
                migrations.AddConstraint(
                    model_name='reminder',
                    constraint=models.CheckConstraint(condition=models.Q(('recipient_kind__in', ['contact', 'membership', 'citizen', 'enquirer'])), name='reminder_recipient_kind_known'),
                ),
            ],
        ),
    ]
