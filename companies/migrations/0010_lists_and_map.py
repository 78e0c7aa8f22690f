import jobcenter.migration_operations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0009_enquiry_mail_ids'),
        ('jobcenter', '0003_lists'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.AddField(
                    model_name='workplace',
                    name='latitude',
                    field=models.FloatField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name='workplace',
                    name='longitude',
                    field=models.FloatField(blank=True, null=True),
                ),
                migrations.AddIndex(
                    model_name='contact',
                    index=models.Index(condition=models.Q(('state', 'held')), fields=['jobcentre', '-held_at', '-id'], name='contact_held'),
                ),
                migrations.AddIndex(
                    model_name='contact',
                    index=models.Index(condition=models.Q(('state', 'held')), fields=['jobcentre', 'channel', '-held_at', '-id'], name='contact_held_channel'),
                ),
                migrations.AddIndex(
                    model_name='contact',
                    index=models.Index(condition=models.Q(('state', 'planned')), fields=['jobcentre', 'planned_at', 'id'], name='contact_planned'),
                ),
                migrations.AddIndex(
                    model_name='contact',
                    index=models.Index(condition=models.Q(('next_step_done_at__isnull', True), ('next_step_on__isnull', False)), fields=['jobcentre', 'next_step_on', 'id'], name='contact_open_steps'),
                ),
                migrations.AddIndex(
                    model_name='contact',
                    index=models.Index(condition=models.Q(('state', 'cancelled')), fields=['jobcentre', '-created_at', '-id'], name='contact_cancelled'),
                ),
                migrations.AddIndex(
                    model_name='contactperson',
                    index=models.Index(fields=['jobcentre', 'name_key', 'id'], name='person_by_name'),
                ),
                migrations.AddIndex(
                    model_name='workplace',
                    index=models.Index(condition=models.Q(('latitude__isnull', False)), fields=['municipality_code', 'latitude', 'longitude'], include=('company',), name='workplace_on_map'),
                ),
                migrations.AddConstraint(
                    model_name='workplace',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), _connector='OR'), name='workplace_place_is_whole', violation_error_message='A place on the map needs both coordinates.'),
                ),
            ],
        ),
    ]
