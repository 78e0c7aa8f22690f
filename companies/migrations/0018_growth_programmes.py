import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0017_events'),
        ('jobcenter', '0005_one_entrance_and_places_timeline'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='GrowthProgramme',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('name', models.CharField(max_length=100, verbose_name='name')),
                        ('partner', models.CharField(max_length=120, verbose_name='who chose the companies')),
                        ('chosen_by', models.CharField(max_length=300, verbose_name='how they were chosen')),
                        ('starts_on', models.DateField(verbose_name='from')),
                        ('ends_on', models.DateField(verbose_name='until')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('owner', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', '-starts_on', '-id'], name='growth_newest')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('chosen_by__regex', '\\S'), ('name__regex', '\\S'), ('partner__regex', '\\S')), name='growthprogramme_says_who_chose', violation_error_message='Write who chose the companies, and how.'), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='growthprogramme_period_in_order', violation_error_message='The last day is before the first.'), jobcenter.tenancy.TenantRows(name='companies_growthprogramme_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_growthprogramme_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='owner', name='companies_growthprogramme_owner_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_growthprogrammeevent" ("chosen_by", "created_at", "ends_on", "id", "jobcentre_id", "name", "owner_id", "partner", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "starts_on") VALUES (NEW."chosen_by", NEW."created_at", NEW."ends_on", NEW."id", NEW."jobcentre_id", NEW."name", NEW."owner_id", NEW."partner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."starts_on"); RETURN NULL;', hash='72524a821de8c806442252a64e4f721c2c48470f', operation='INSERT', pgid='pgtrigger_insert_insert_a2a9f', table='companies_growthprogramme', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_growthprogrammeevent" ("chosen_by", "created_at", "ends_on", "id", "jobcentre_id", "name", "owner_id", "partner", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "starts_on") VALUES (NEW."chosen_by", NEW."created_at", NEW."ends_on", NEW."id", NEW."jobcentre_id", NEW."name", NEW."owner_id", NEW."partner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."starts_on"); RETURN NULL;', hash='667cc0d45d89ae2d1af4ec3838bed2fc8b810ce1', operation='UPDATE', pgid='pgtrigger_update_update_6db61', table='companies_growthprogramme', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_growthprogrammeevent" ("chosen_by", "created_at", "ends_on", "id", "jobcentre_id", "name", "owner_id", "partner", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "starts_on") VALUES (OLD."chosen_by", OLD."created_at", OLD."ends_on", OLD."id", OLD."jobcentre_id", OLD."name", OLD."owner_id", OLD."partner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."starts_on"); RETURN NULL;', hash='82ae02647a2c9740b436b0c62f37ac72a6682755', operation='DELETE', pgid='pgtrigger_delete_delete_77aa9', table='companies_growthprogramme', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='GrowthCompany',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('developer', models.CharField(blank=True, max_length=120, verbose_name='business developer')),
                        ('joined_on', models.DateField(verbose_name='joined')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('programme', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='companies.growthprogramme')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'programme', 'company'), name='growthcompany_once', violation_error_message='The company is in the programme already.'), jobcenter.tenancy.TenantRows(name='companies_growthcompany_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_growthcompany_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='programme', name='companies_growthcompany_programme_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_growthcompanyevent" ("company_id", "created_at", "developer", "id", "jobcentre_id", "joined_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "public_id") VALUES (NEW."company_id", NEW."created_at", NEW."developer", NEW."id", NEW."jobcentre_id", NEW."joined_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."public_id"); RETURN NULL;', hash='a8318be3e9b71ed5b3098e7386e32943b6434eda', operation='INSERT', pgid='pgtrigger_insert_insert_a7d3a', table='companies_growthcompany', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_growthcompanyevent" ("company_id", "created_at", "developer", "id", "jobcentre_id", "joined_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "public_id") VALUES (NEW."company_id", NEW."created_at", NEW."developer", NEW."id", NEW."jobcentre_id", NEW."joined_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."programme_id", NEW."public_id"); RETURN NULL;', hash='03b2712a4c31c247120afac3fe3ecea81b34ee9d', operation='UPDATE', pgid='pgtrigger_update_update_59f31', table='companies_growthcompany', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_growthcompanyevent" ("company_id", "created_at", "developer", "id", "jobcentre_id", "joined_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "public_id") VALUES (OLD."company_id", OLD."created_at", OLD."developer", OLD."id", OLD."jobcentre_id", OLD."joined_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."public_id"); RETURN NULL;', hash='8a127369c37329a4ae1bc81406d47ba9636c291c', operation='DELETE', pgid='pgtrigger_delete_delete_6f4ba', table='companies_growthcompany', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='GrowthCommitment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('side', models.CharField(choices=[('company', 'the company'), ('jobcentre', 'the jobcentre')], max_length=10)),
                        ('number', models.PositiveSmallIntegerField()),
                        ('text', models.CharField(max_length=300, verbose_name='commitment')),
                        ('due_on', models.DateField(verbose_name='by')),
                        ('state', models.CharField(choices=[('open', 'open'), ('kept', 'kept'), ('broken', 'not kept'), ('dropped', 'dropped by agreement')], default='open', max_length=10)),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='why')),
                        ('settled_on', models.DateField(null=True)),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('member', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='companies.growthcompany')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'member', 'side', 'number'), name='growthcommitment_number'), models.CheckConstraint(condition=models.Q(('side__in', ['company', 'jobcentre'])), name='growthcommitment_side_known'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'kept', 'broken', 'dropped'])), name='growthcommitment_state_known'), models.CheckConstraint(condition=models.Q(('text__regex', '\\S')), name='growthcommitment_has_text', violation_error_message='Write what is promised.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['broken', 'dropped']), _negated=True), ('reason__regex', '\\S'), _connector='OR'), name='growthcommitment_not_kept_has_reason', violation_error_message='Write why it was not kept.'), models.CheckConstraint(condition=models.Q(models.Q(('settled_on__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('settled_on__isnull', False)), _connector='OR'), name='growthcommitment_settled_has_day'), jobcenter.tenancy.TenantRows(name='companies_growthcommitment_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_growthcommitment_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='member', name='companies_growthcommitment_member_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_growthcommitmentevent" ("created_at", "due_on", "id", "jobcentre_id", "member_id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "settled_on", "side", "state", "text") VALUES (NEW."created_at", NEW."due_on", NEW."id", NEW."jobcentre_id", NEW."member_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."reason", NEW."settled_on", NEW."side", NEW."state", NEW."text"); RETURN NULL;', hash='552e5e5adddf8b6f6a1d725ff9b19acae45fdd99', operation='INSERT', pgid='pgtrigger_insert_insert_ec732', table='companies_growthcommitment', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_growthcommitmentevent" ("created_at", "due_on", "id", "jobcentre_id", "member_id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "settled_on", "side", "state", "text") VALUES (NEW."created_at", NEW."due_on", NEW."id", NEW."jobcentre_id", NEW."member_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."reason", NEW."settled_on", NEW."side", NEW."state", NEW."text"); RETURN NULL;', hash='c21c47f134c85a1a187fd4d9a7238924eaceed32', operation='UPDATE', pgid='pgtrigger_update_update_383a4', table='companies_growthcommitment', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_growthcommitmentevent" ("created_at", "due_on", "id", "jobcentre_id", "member_id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "settled_on", "side", "state", "text") VALUES (OLD."created_at", OLD."due_on", OLD."id", OLD."jobcentre_id", OLD."member_id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."reason", OLD."settled_on", OLD."side", OLD."state", OLD."text"); RETURN NULL;', hash='bada6d08101f3d2000237d697eb3cce2139a1c71', operation='DELETE', pgid='pgtrigger_delete_delete_41408', table='companies_growthcommitment', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='GrowthMeeting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('camp', 'camp'), ('sparring', 'sparring')], max_length=10)),
                        ('held_on', models.DateField(verbose_name='day')),
                        ('topic', models.CharField(max_length=200, verbose_name='what it is about')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('programme', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='companies.growthprogramme')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'programme', '-held_on'], name='growth_meetings')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['camp', 'sparring'])), name='growthmeeting_kind_known'), models.CheckConstraint(condition=models.Q(('topic__regex', '\\S')), name='growthmeeting_has_topic', violation_error_message='Write what it is about.'), jobcenter.tenancy.TenantRows(name='companies_growthmeeting_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_growthmeeting_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='programme', name='companies_growthmeeting_programme_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_growthmeetingevent" ("created_at", "held_on", "id", "jobcentre_id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "public_id", "topic") VALUES (NEW."created_at", NEW."held_on", NEW."id", NEW."jobcentre_id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."public_id", NEW."topic"); RETURN NULL;', hash='dad913a11826e38f7173faaddfb23eb2b3106b08', operation='INSERT', pgid='pgtrigger_insert_insert_dfa65', table='companies_growthmeeting', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_growthmeetingevent" ("created_at", "held_on", "id", "jobcentre_id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "public_id", "topic") VALUES (NEW."created_at", NEW."held_on", NEW."id", NEW."jobcentre_id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."programme_id", NEW."public_id", NEW."topic"); RETURN NULL;', hash='96248a6a70816a9803b65a9a4381abd1af6b7205', operation='UPDATE', pgid='pgtrigger_update_update_185c0', table='companies_growthmeeting', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_growthmeetingevent" ("created_at", "held_on", "id", "jobcentre_id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "public_id", "topic") VALUES (OLD."created_at", OLD."held_on", OLD."id", OLD."jobcentre_id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."public_id", OLD."topic"); RETURN NULL;', hash='b04ba4085793192c8cf52adec99d0beec5d2fd43', operation='DELETE', pgid='pgtrigger_delete_delete_f6a82', table='companies_growthmeeting', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='GrowthAttendance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('member', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='companies.growthcompany')),
                        ('meeting', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='companies.growthmeeting')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'meeting', 'member'), name='growthattendance_once'), jobcenter.tenancy.TenantRows(name='companies_growthattendance_tenant'), jobcenter.tenancy.SameJobcentre(field='meeting', name='companies_growthattendance_meeting_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='member', name='companies_growthattendance_member_same_jobcentre')],
                    },
                ),
                migrations.CreateModel(
                    name='GrowthMeetingEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('camp', 'camp'), ('sparring', 'sparring')], max_length=10)),
                        ('held_on', models.DateField(verbose_name='day')),
                        ('topic', models.CharField(max_length=200, verbose_name='what it is about')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.growthmeeting')),
                        ('programme', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.growthprogramme')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_growt_51b21d9c_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='companies_growthmeetingevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e552fec2a499b796af9c28ec290a3a8ed8240070', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a9c9c', table='companies_growthmeetingevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='GrowthCompanyEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('developer', models.CharField(blank=True, max_length=120, verbose_name='business developer')),
                        ('joined_on', models.DateField(verbose_name='joined')),
                        ('company', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.growthcompany')),
                        ('programme', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.growthprogramme')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_growt_fe2effa0_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='companies_growthcompanyevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='33b190bfe2765bfda80bfcea1ef4bc50bb377c70', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9b63c', table='companies_growthcompanyevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='GrowthProgrammeEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('name', models.CharField(max_length=100, verbose_name='name')),
                        ('partner', models.CharField(max_length=120, verbose_name='who chose the companies')),
                        ('chosen_by', models.CharField(max_length=300, verbose_name='how they were chosen')),
                        ('starts_on', models.DateField(verbose_name='from')),
                        ('ends_on', models.DateField(verbose_name='until')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('owner', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.growthprogramme')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_growt_39f19ef3_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='companies_growthprogrammeevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='341cd3f3ff42ebfbc1bd0115fb3fe043876e8721', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c6ab0', table='companies_growthprogrammeevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='GrowthCommitmentEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('side', models.CharField(choices=[('company', 'the company'), ('jobcentre', 'the jobcentre')], max_length=10)),
                        ('number', models.PositiveSmallIntegerField()),
                        ('text', models.CharField(max_length=300, verbose_name='commitment')),
                        ('due_on', models.DateField(verbose_name='by')),
                        ('state', models.CharField(choices=[('open', 'open'), ('kept', 'kept'), ('broken', 'not kept'), ('dropped', 'dropped by agreement')], default='open', max_length=10)),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='why')),
                        ('settled_on', models.DateField(null=True)),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.growthcommitment')),
                        ('member', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.growthcompany')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_growt_23777bf0_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='companies_growthcommitmentevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ad0ba38a1e448ddd0bc5ddae1c8cf28f52fc1307', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c9c28', table='companies_growthcommitmentevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
