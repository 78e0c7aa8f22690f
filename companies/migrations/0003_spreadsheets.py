import django.db.models.deletion
import jobcenter.ids
import jobcenter.tenancy
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0002_enquiries'),
        ('jobcenter', '0002_entrance_hours'),
    ]

    operations = [
        migrations.CreateModel(
            name='Spreadsheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('file_name', models.CharField(max_length=200, verbose_name='file')),
                ('size', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=4)),
                ('how_read', models.JSONField(default=dict)),
                ('headers', models.JSONField(default=list)),
                ('fingerprint', models.CharField(max_length=64)),
                ('mapping', models.JSONField(default=list)),
                ('state', models.CharField(choices=[('uploaded', 'columns to be chosen'), ('checking', 'being looked at'), ('checked', 'ready to run'), ('running', 'being brought in'), ('done', 'brought in'), ('undoing', 'being undone'), ('undone', 'undone'), ('discarded', 'discarded')], default='uploaded', max_length=10)),
                ('rows_count', models.PositiveIntegerField(default=0)),
                ('reached', models.PositiveIntegerField(default=0)),
                ('counts', models.JSONField(default=dict)),
                ('touched_at', models.DateTimeField()),
                ('run_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('undone_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
            ],
            options={
                'verbose_name': 'spreadsheet',
                'indexes': [models.Index(fields=['jobcentre', '-created_at'], name='spreadsheet_newest'), models.Index(fields=['jobcentre', 'fingerprint', '-id'], name='spreadsheet_headers')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['uploaded', 'checking', 'checked', 'running', 'done', 'undoing', 'undone', 'discarded'])), name='spreadsheet_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['done', 'undoing', 'undone']), _negated=True), ('run_at__isnull', False), _connector='OR'), name='spreadsheet_done_has_moment'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'undone'), ('undone_at__isnull', False), ('undone_by__isnull', False)), models.Q(('state', 'undone'), _negated=True), _connector='OR'), name='spreadsheet_undone_has_moment'), jobcenter.tenancy.TenantRows(name='companies_spreadsheet_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_spreadsheet_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='by', name='companies_spreadsheet_by_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='undone_by', name='companies_spreadsheet_undone_by_same_jobcentre')],
            },
        ),
        migrations.CreateModel(
            name='SpreadsheetRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField()),
                ('cells', models.JSONField(default=list)),
                ('result', models.CharField(choices=[('waiting', 'not looked at yet'), ('new', 'new'), ('changed', 'changed'), ('unchanged', 'unchanged'), ('refused', 'refused'), ('left_out', 'left out')], default='waiting', max_length=10)),
                ('problems', models.JSONField(default=list)),
                ('changes', models.JSONField(default=list)),
                ('company_id', models.BigIntegerField(null=True)),
                ('company_name', models.CharField(blank=True, max_length=400)),
                ('fate', models.CharField(blank=True, choices=[('', 'not run'), ('written', 'written'), ('same', 'nothing to write'), ('refused', 'refused'), ('undone', 'undone'), ('kept', 'kept: changed since by somebody')], default='', max_length=10)),
                ('written', models.JSONField(default=dict)),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('sheet', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='companies.spreadsheet')),
            ],
            options={
                'indexes': [models.Index(fields=['jobcentre', 'sheet', 'result', 'line'], name='spreadsheetrow_by_result'), models.Index(fields=['jobcentre', 'sheet', 'fate', 'line'], name='spreadsheetrow_by_fate')],
                'constraints': [models.UniqueConstraint(fields=('jobcentre', 'sheet', 'line'), name='spreadsheetrow_once_per_line'), models.CheckConstraint(condition=models.Q(('result__in', ['waiting', 'new', 'changed', 'unchanged', 'refused', 'left_out'])), name='spreadsheetrow_result_known'), models.CheckConstraint(condition=models.Q(('fate__in', ['', 'written', 'same', 'refused', 'undone', 'kept'])), name='spreadsheetrow_fate_known'), jobcenter.tenancy.TenantRows(name='companies_spreadsheetrow_tenant'), jobcenter.tenancy.SameJobcentre(field='sheet', name='companies_spreadsheetrow_sheet_same_jobcentre')],
            },
        ),
    ]
