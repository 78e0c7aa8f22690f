import django.db.models.deletion
import jobcenter.ids
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0020_networks'),
        ('jobcenter', '0005_one_entrance_and_places_timeline'),
        ('placements', '0004_speed_dating'),
    ]

    operations = [
        migrations.CreateModel(
            name='NeedCandidate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('is_counted', models.BooleanField(default=False)),
                ('by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('need', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.need')),
                ('placement', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='placements.placement')),
            ],
            options={
                'indexes': [models.Index(fields=['jobcentre', 'need'], name='needcandidate_by_need')],
                'constraints': [models.UniqueConstraint(fields=('jobcentre', 'placement'), name='needcandidate_once', violation_error_message='This placement is for a need already.'), jobcenter.tenancy.TenantRows(name='placements_needcandidate_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='placements_needcandidate_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='placement', name='placements_needcandidate_placement_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='need', name='placements_needcandidate_need_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='by', name='placements_needcandidate_by_same_jobcentre')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_needcandidateevent" ("by_id", "created_at", "id", "is_counted", "jobcentre_id", "need_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "public_id") VALUES (NEW."by_id", NEW."created_at", NEW."id", NEW."is_counted", NEW."jobcentre_id", NEW."need_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."placement_id", NEW."public_id"); RETURN NULL;', hash='b90cb897bb3d67bf2691d762f0818232023882b2', operation='INSERT', pgid='pgtrigger_insert_insert_89275', table='placements_needcandidate', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_needcandidateevent" ("by_id", "created_at", "id", "is_counted", "jobcentre_id", "need_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "public_id") VALUES (NEW."by_id", NEW."created_at", NEW."id", NEW."is_counted", NEW."jobcentre_id", NEW."need_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."placement_id", NEW."public_id"); RETURN NULL;', hash='cbea07e589aa45e87e762cff466f0fcb6e4e22ff', operation='UPDATE', pgid='pgtrigger_update_update_1c809', table='placements_needcandidate', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_needcandidateevent" ("by_id", "created_at", "id", "is_counted", "jobcentre_id", "need_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "public_id") VALUES (OLD."by_id", OLD."created_at", OLD."id", OLD."is_counted", OLD."jobcentre_id", OLD."need_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."placement_id", OLD."public_id"); RETURN NULL;', hash='ae2a1ecbed95bed36c122c3936430326a76803ed', operation='DELETE', pgid='pgtrigger_delete_delete_31c4d', table='placements_needcandidate', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='NeedCandidateEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('is_counted', models.BooleanField(default=False)),
                ('by', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('need', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.need')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='placements.needcandidate')),
                ('placement', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.placement')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='placements_need_2cfd1216_obj')],
                'constraints': [jobcenter.tenancy.TenantRows(name='placements_needcandidateevent_tenant')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d060ec0b1eb5400d158ecd88f6020629aae1c2ad', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e382e', table='placements_needcandidateevent', when='BEFORE'))],
            },
        ),
    ]
