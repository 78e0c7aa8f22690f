import django.db.models.deletion
import jobcenter.tenancy
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('jobcenter', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ComputeRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField()),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('changed', models.PositiveIntegerField(default=0)),
                ('reason', models.CharField(choices=[('nightly', 'every night'), ('on_demand', 'somebody asked'), ('correction', 'from a chosen day on')], max_length=20)),
                ('marks', models.JSONField(default=dict)),
                ('clusters', models.JSONField(default=dict)),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
            ],
            options={
                'indexes': [models.Index(fields=['jobcentre', '-started_at'], name='computerun_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason__in', ['nightly', 'on_demand', 'correction'])), name='computerun_reason_known'), models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='computerun_days_forwards'), jobcenter.tenancy.TenantRows(name='insight_computerun_tenant')],
            },
        ),
        migrations.CreateModel(
            name='IndicatorValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('indicator', models.CharField(max_length=40)),
                ('breakdown', models.CharField(blank=True, db_collation='C', default='', max_length=200)),
                ('day', models.DateField()),
                ('numerator', models.PositiveIntegerField()),
                ('denominator', models.PositiveIntegerField(null=True)),
                ('computed_at', models.DateTimeField()),
                ('made_up', models.BooleanField(default=False)),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('team', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='jobcenter.team')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('jobcentre', 'indicator', 'breakdown', 'team', 'day'), include=('numerator', 'denominator'), name='indicatorvalue_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('denominator__isnull', True), ('numerator__lte', models.F('denominator')), _connector='OR'), name='indicatorvalue_part_of_whole'), models.CheckConstraint(condition=models.Q(('denominator__isnull', True), ('denominator__gt', 0), _connector='OR'), name='indicatorvalue_of_something'), models.CheckConstraint(condition=models.Q(('indicator', ''), _negated=True), name='indicatorvalue_names_indicator'), jobcenter.tenancy.TenantRows(name='insight_indicatorvalue_tenant'), jobcenter.tenancy.SameJobcentre(field='team', name='insight_indicatorvalue_team_same_jobcentre')],
            },
        ),
    ]
