import django.core.validators
import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0016_service_offers'),
        ('jobcenter', '0005_one_entrance_and_places_timeline'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='Gathering',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('information', 'information meeting'), ('seminar', 'seminar'), ('job_fair', 'job fair'), ('speed_dating', 'speed dating')], max_length=15, verbose_name='kind')),
                        ('title', models.CharField(max_length=120, verbose_name='title')),
                        ('purpose', models.CharField(max_length=300, verbose_name='purpose')),
                        ('text', models.TextField(blank=True, max_length=3000, verbose_name='what the invitation says')),
                        ('place', models.CharField(max_length=200, verbose_name='where')),
                        ('starts_at', models.DateTimeField(verbose_name='begins')),
                        ('ends_at', models.DateTimeField(verbose_name='ends')),
                        ('answer_by', models.DateField(blank=True, null=True, verbose_name='answers until')),
                        ('capacity', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5000)], verbose_name='seats')),
                        ('taken', models.PositiveIntegerField(default=0, editable=False)),
                        ('rounds', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='rounds')),
                        ('round_minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='minutes each')),
                        ('state', models.CharField(choices=[('planned', 'to come'), ('held', 'was held'), ('cancelled', 'called off')], default='planned', max_length=10)),
                        ('closing_note', models.TextField(blank=True, max_length=2000, verbose_name='what came of it')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('responsible', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'state', 'starts_at', 'id'], name='gathering_when'), models.Index(fields=['jobcentre', 'responsible', 'state'], name='gathering_mine')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['information', 'seminar', 'job_fair', 'speed_dating'])), name='gathering_kind_known'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'held', 'cancelled'])), name='gathering_state_known'), models.CheckConstraint(condition=models.Q(('place__regex', '\\S'), ('purpose__regex', '\\S'), ('title__regex', '\\S')), name='gathering_says_what', violation_error_message='An event needs a title, a purpose and a place.'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='gathering_ends_after_start', violation_error_message='The event must end after it begins.'), models.CheckConstraint(condition=models.Q(('capacity__gte', 1), ('capacity__lte', 5000)), name='gathering_capacity_sane', violation_error_message='There is at least one seat, and at most 5,000.'), models.CheckConstraint(condition=models.Q(('taken__gte', 0), ('taken__lte', models.F('capacity'))), name='gathering_not_over_capacity', violation_error_message='There are not so many seats.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'speed_dating'), ('round_minutes__gte', 3), ('round_minutes__lte', 60), ('rounds__gte', 1), ('rounds__lte', 40)), models.Q(models.Q(('kind', 'speed_dating'), _negated=True), ('round_minutes__isnull', True), ('rounds__isnull', True)), _connector='OR'), name='gathering_rounds_of_speed_dating', violation_error_message='Speed dating has rounds of 3 to 60 minutes.'), models.CheckConstraint(condition=models.Q(('state', 'planned'), ('closing_note__regex', '\\S'), _connector='OR'), name='gathering_over_says_why', violation_error_message='Write what came of it, or why it was called off.'), jobcenter.tenancy.TenantRows(name='companies_gathering_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_gathering_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='responsible', name='companies_gathering_responsible_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_gatheringevent" ("answer_by", "capacity", "closing_note", "created_at", "ends_at", "id", "jobcentre_id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "purpose", "responsible_id", "round_minutes", "rounds", "starts_at", "state", "text", "title", "version") VALUES (NEW."answer_by", NEW."capacity", NEW."closing_note", NEW."created_at", NEW."ends_at", NEW."id", NEW."jobcentre_id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."place", NEW."public_id", NEW."purpose", NEW."responsible_id", NEW."round_minutes", NEW."rounds", NEW."starts_at", NEW."state", NEW."text", NEW."title", NEW."version"); RETURN NULL;', hash='2c673ecbee84375ddeb109e38975998569b6ce22', operation='INSERT', pgid='pgtrigger_insert_insert_d8f9e', table='companies_gathering', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."answer_by" IS DISTINCT FROM (NEW."answer_by") OR OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."closing_note" IS DISTINCT FROM (NEW."closing_note") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jobcentre_id" IS DISTINCT FROM (NEW."jobcentre_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."responsible_id" IS DISTINCT FROM (NEW."responsible_id") OR OLD."round_minutes" IS DISTINCT FROM (NEW."round_minutes") OR OLD."rounds" IS DISTINCT FROM (NEW."rounds") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "companies_gatheringevent" ("answer_by", "capacity", "closing_note", "created_at", "ends_at", "id", "jobcentre_id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "purpose", "responsible_id", "round_minutes", "rounds", "starts_at", "state", "text", "title", "version") VALUES (NEW."answer_by", NEW."capacity", NEW."closing_note", NEW."created_at", NEW."ends_at", NEW."id", NEW."jobcentre_id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place", NEW."public_id", NEW."purpose", NEW."responsible_id", NEW."round_minutes", NEW."rounds", NEW."starts_at", NEW."state", NEW."text", NEW."title", NEW."version"); RETURN NULL;', hash='d0488fce7271a42fdb4ae7c72a0112e69e6171c1', operation='UPDATE', pgid='pgtrigger_update_update_797a0', table='companies_gathering', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_gatheringevent" ("answer_by", "capacity", "closing_note", "created_at", "ends_at", "id", "jobcentre_id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "purpose", "responsible_id", "round_minutes", "rounds", "starts_at", "state", "text", "title", "version") VALUES (OLD."answer_by", OLD."capacity", OLD."closing_note", OLD."created_at", OLD."ends_at", OLD."id", OLD."jobcentre_id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place", OLD."public_id", OLD."purpose", OLD."responsible_id", OLD."round_minutes", OLD."rounds", OLD."starts_at", OLD."state", OLD."text", OLD."title", OLD."version"); RETURN NULL;', hash='aeb412e55c8aead5169bc8b73551535ba2382b97', operation='DELETE', pgid='pgtrigger_delete_delete_34680', table='companies_gathering', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='GatheringEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('information', 'information meeting'), ('seminar', 'seminar'), ('job_fair', 'job fair'), ('speed_dating', 'speed dating')], max_length=15, verbose_name='kind')),
                        ('title', models.CharField(max_length=120, verbose_name='title')),
                        ('purpose', models.CharField(max_length=300, verbose_name='purpose')),
                        ('text', models.TextField(blank=True, max_length=3000, verbose_name='what the invitation says')),
                        ('place', models.CharField(max_length=200, verbose_name='where')),
                        ('starts_at', models.DateTimeField(verbose_name='begins')),
                        ('ends_at', models.DateTimeField(verbose_name='ends')),
                        ('answer_by', models.DateField(blank=True, null=True, verbose_name='answers until')),
                        ('capacity', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5000)], verbose_name='seats')),
                        ('rounds', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='rounds')),
                        ('round_minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='minutes each')),
                        ('state', models.CharField(choices=[('planned', 'to come'), ('held', 'was held'), ('cancelled', 'called off')], default='planned', max_length=10)),
                        ('closing_note', models.TextField(blank=True, max_length=2000, verbose_name='what came of it')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.gathering')),
                        ('responsible', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_gathe_29673ebf_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='companies_gatheringevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='02e4e00f739d2212b2bfe574be79a6852c8e4c77', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0b17c', table='companies_gatheringevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Invitation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('state', models.CharField(choices=[('invited', 'not answered'), ('coming', 'coming'), ('waiting', 'on the waiting list'), ('declined', 'not coming')], default='invited', max_length=10)),
                        ('seats', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='how many come')),
                        ('mailed_at', models.DateTimeField(null=True)),
                        ('answered_at', models.DateTimeField(null=True)),
                        ('came', models.BooleanField(null=True)),
                        ('outcome', models.CharField(blank=True, max_length=300, verbose_name='what came of it for the company')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('answered_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                        ('gathering', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='companies.gathering')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('person', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.contactperson')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'gathering', 'state', 'id'], name='invitation_state'), models.Index(fields=['jobcentre', 'company'], name='invitation_company'), models.Index(fields=['jobcentre', 'person'], name='invitation_person')],
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'gathering', 'person'), name='invitation_once', violation_error_message='This person is invited already.'), models.CheckConstraint(condition=models.Q(('state__in', ['invited', 'coming', 'waiting', 'declined'])), name='invitation_state_known'), models.CheckConstraint(condition=models.Q(('seats__gte', 1), ('seats__lte', 20)), name='invitation_seats_sane', violation_error_message='Between one and 20 people can come.'), models.CheckConstraint(condition=models.Q(('state', 'invited'), ('answered_at__isnull', False), _connector='OR'), name='invitation_answer_has_moment'), models.CheckConstraint(condition=models.Q(('came__isnull', True), ('state', 'coming'), _connector='OR'), name='invitation_only_who_comes_came'), jobcenter.tenancy.TenantRows(name='companies_invitation_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_invitation_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='gathering', name='companies_invitation_gathering_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='person', name='companies_invitation_person_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='answered_by', name='companies_invitation_answered_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='count_seats', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE delta integer;', func="\ndelta := (CASE WHEN TG_OP <> 'DELETE' AND NEW.state = 'coming' THEN NEW.seats ELSE 0 END)\n       - (CASE WHEN TG_OP <> 'INSERT' AND OLD.state = 'coming' THEN OLD.seats ELSE 0 END);\nIF delta <> 0 THEN\n  UPDATE companies_gathering SET taken = taken + delta\n   WHERE jobcentre_id = COALESCE(NEW.jobcentre_id, OLD.jobcentre_id)\n     AND id = COALESCE(NEW.gathering_id, OLD.gathering_id);\nEND IF;\nRETURN NULL;\n", hash='3f1ffed327772c090644d272cc48d2c79d390f22', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_seats_a1b07', table='companies_invitation', when='AFTER')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_invitationevent" ("answered_at", "answered_by_id", "came", "company_id", "created_at", "gathering_id", "id", "jobcentre_id", "mailed_at", "outcome", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "seats", "state", "version") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."came", NEW."company_id", NEW."created_at", NEW."gathering_id", NEW."id", NEW."jobcentre_id", NEW."mailed_at", NEW."outcome", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."seats", NEW."state", NEW."version"); RETURN NULL;', hash='1ff9e67d9b5f9b49a8c8d5747910527a766f123f', operation='INSERT', pgid='pgtrigger_insert_insert_755b3', table='companies_invitation', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_invitationevent" ("answered_at", "answered_by_id", "came", "company_id", "created_at", "gathering_id", "id", "jobcentre_id", "mailed_at", "outcome", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "seats", "state", "version") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."came", NEW."company_id", NEW."created_at", NEW."gathering_id", NEW."id", NEW."jobcentre_id", NEW."mailed_at", NEW."outcome", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."seats", NEW."state", NEW."version"); RETURN NULL;', hash='352975b9943b06345e3f7ba707df35a9486a999d', operation='UPDATE', pgid='pgtrigger_update_update_8b8ae', table='companies_invitation', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_invitationevent" ("answered_at", "answered_by_id", "came", "company_id", "created_at", "gathering_id", "id", "jobcentre_id", "mailed_at", "outcome", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "seats", "state", "version") VALUES (OLD."answered_at", OLD."answered_by_id", OLD."came", OLD."company_id", OLD."created_at", OLD."gathering_id", OLD."id", OLD."jobcentre_id", OLD."mailed_at", OLD."outcome", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."seats", OLD."state", OLD."version"); RETURN NULL;', hash='930a7834b43644945d1d4a46152577c27da09190', operation='DELETE', pgid='pgtrigger_delete_delete_21332', table='companies_invitation', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='InvitationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('state', models.CharField(choices=[('invited', 'not answered'), ('coming', 'coming'), ('waiting', 'on the waiting list'), ('declined', 'not coming')], default='invited', max_length=10)),
                        ('seats', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='how many come')),
                        ('mailed_at', models.DateTimeField(null=True)),
                        ('answered_at', models.DateTimeField(null=True)),
                        ('came', models.BooleanField(null=True)),
                        ('outcome', models.CharField(blank=True, max_length=300, verbose_name='what came of it for the company')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('answered_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('company', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company')),
                        ('gathering', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.gathering')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('person', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.contactperson')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.invitation')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_invit_ea94f54e_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='companies_invitationevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='190f91961b1beae0323e8ac93474c9d5d5a1a79d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_85370', table='companies_invitationevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
