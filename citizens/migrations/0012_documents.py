import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0011_files_from_case_system'),
        ('jobcenter', '0006_citizen_timeline_groups'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='CitizenDocument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('cv', 'CV'), ('application', 'application'), ('reference', 'reference'), ('certificate', 'certificate or course'), ('agreement', 'agreement'), ('other', 'other')], max_length=12, verbose_name='kind')),
                        ('title', models.CharField(max_length=120, verbose_name='title')),
                        ('content_encrypted', models.BinaryField(null=True)),
                        ('content_type', models.CharField(editable=False, max_length=20)),
                        ('size', models.PositiveIntegerField(editable=False)),
                        ('removed_at', models.DateTimeField(editable=False, null=True)),
                        ('added_by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='citizens.citizen')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('removed_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'citizen', '-id'], name='citizendocument_newest')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['cv', 'application', 'reference', 'certificate', 'agreement', 'other'])), name='citizendocument_kind_known'), models.CheckConstraint(condition=models.Q(('title__regex', '\\S')), name='citizendocument_has_title', violation_error_message='Write what the document is.'), models.CheckConstraint(condition=models.Q(('content_type__in', ['application/pdf', 'image/jpeg', 'image/png'])), name='citizendocument_type_known'), models.CheckConstraint(condition=models.Q(('size__gt', 0), ('size__lte', 10485760)), name='citizendocument_size'), models.CheckConstraint(condition=models.Q(models.Q(('content_encrypted__isnull', False), ('removed_at__isnull', True)), models.Q(('content_encrypted__isnull', True), ('removed_at__isnull', False)), _connector='OR'), name='citizendocument_kept_or_gone'), jobcenter.tenancy.TenantRows(name='citizens_citizendocument_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='citizens_citizendocument_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='citizen', name='citizens_citizendocument_citizen_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='added_by', name='citizens_citizendocument_added_by_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='removed_by', name='citizens_citizendocument_removed_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_citizendocumentevent" ("added_by_id", "citizen_id", "content_type", "created_at", "id", "jobcentre_id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "removed_at", "removed_by_id", "size", "title") VALUES (NEW."added_by_id", NEW."citizen_id", NEW."content_type", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."removed_at", NEW."removed_by_id", NEW."size", NEW."title"); RETURN NULL;', hash='d65a7b9d67793661b3dda0143629d07d0a054525', operation='INSERT', pgid='pgtrigger_insert_insert_60a7d', table='citizens_citizendocument', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."added_by_id" IS DISTINCT FROM (NEW."added_by_id") OR OLD."citizen_id" IS DISTINCT FROM (NEW."citizen_id") OR OLD."content_type" IS DISTINCT FROM (NEW."content_type") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jobcentre_id" IS DISTINCT FROM (NEW."jobcentre_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."removed_at" IS DISTINCT FROM (NEW."removed_at") OR OLD."removed_by_id" IS DISTINCT FROM (NEW."removed_by_id") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."title" IS DISTINCT FROM (NEW."title"))', func='INSERT INTO "citizens_citizendocumentevent" ("added_by_id", "citizen_id", "content_type", "created_at", "id", "jobcentre_id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "removed_at", "removed_by_id", "size", "title") VALUES (NEW."added_by_id", NEW."citizen_id", NEW."content_type", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."removed_at", NEW."removed_by_id", NEW."size", NEW."title"); RETURN NULL;', hash='9168bcee6aeb4bc17b96cf2ed9488771506ab932', operation='UPDATE', pgid='pgtrigger_update_update_175b9', table='citizens_citizendocument', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_citizendocumentevent" ("added_by_id", "citizen_id", "content_type", "created_at", "id", "jobcentre_id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "removed_at", "removed_by_id", "size", "title") VALUES (OLD."added_by_id", OLD."citizen_id", OLD."content_type", OLD."created_at", OLD."id", OLD."jobcentre_id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."removed_at", OLD."removed_by_id", OLD."size", OLD."title"); RETURN NULL;', hash='4a7f37221f56c02fe80f09bd4a49f7755b5e3659', operation='DELETE', pgid='pgtrigger_delete_delete_78d8c', table='citizens_citizendocument', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='CitizenDocumentEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('cv', 'CV'), ('application', 'application'), ('reference', 'reference'), ('certificate', 'certificate or course'), ('agreement', 'agreement'), ('other', 'other')], max_length=12, verbose_name='kind')),
                        ('title', models.CharField(max_length=120, verbose_name='title')),
                        ('content_type', models.CharField(editable=False, max_length=20)),
                        ('size', models.PositiveIntegerField(editable=False)),
                        ('removed_at', models.DateTimeField(editable=False, null=True)),
                        ('added_by', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.citizen')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='citizens.citizendocument')),
                        ('removed_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='citizens_citize_a341b4f3_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='citizens_citizendocumentevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b11491eaa4f6f3934ce1047f310170e2b086314a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8afd9', table='citizens_citizendocumentevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
