import django.contrib.postgres.fields
import django.db.models.deletion
import jobcenter.ids
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
import phonenumber_field.modelfields
from django.conf import settings
from django.db import migrations, models


# The jobcentre and the user of the running transaction; the policies ask these two.
TENANT_FUNCTIONS = """
CREATE FUNCTION bro_jobcentre() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT NULLIF(current_setting('bro.jobcentre', true), '')::bigint $$;
CREATE FUNCTION bro_user() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT NULLIF(current_setting('bro.user', true), '')::bigint $$;
"""

# Lock-outs and rate limits: django.core.cache's database table, here to be made by the owner.
CACHE_TABLE = """
CREATE TABLE jobcenter_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX jobcenter_cache_expires ON jobcenter_cache (expires);
"""

# A user may read their own memberships before a jobcentre is chosen.
OWN_MEMBERSHIPS = """
CREATE POLICY jobcenter_membership_own ON jobcenter_membership
FOR SELECT USING (user_id = (SELECT bro_user()))
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.RunSQL(
            sql=TENANT_FUNCTIONS,
            reverse_sql='DROP FUNCTION bro_jobcentre(); DROP FUNCTION bro_user()',
        ),
        migrations.RunSQL(
            sql=CACHE_TABLE,
            reverse_sql='DROP TABLE jobcenter_cache',
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('is_active', models.BooleanField(default=True, verbose_name='may log in')),
                ('language', models.CharField(default='da', max_length=2)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('language__in', ['da', 'en'])), name='user_language_known')],
            },
        ),
        migrations.CreateModel(
            name='Jobcentre',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                ('code', models.CharField(max_length=4, unique=True, verbose_name='municipality code')),
                ('name', models.CharField(max_length=80, verbose_name='municipality')),
                ('unit_label', models.CharField(default='Jobcenter', max_length=80, verbose_name='name of the unit')),
                ('entrance_phone', phonenumber_field.modelfields.PhoneNumberField(blank=True, max_length=128, region=None, verbose_name='company entrance, phone')),
                ('entrance_email', models.EmailField(blank=True, max_length=254, verbose_name='company entrance, e-mail')),
                ('consultant_cap', models.PositiveSmallIntegerField(default=35, verbose_name='candidates per job consultant, at most')),
                ('silence_days', models.PositiveSmallIntegerField(default=2, verbose_name='working days of silence before the consultant is told')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ('name',),
                'constraints': [models.CheckConstraint(condition=models.Q(('code__regex', '^[0-9]{4}$')), name='jobcentre_code_four_digits', violation_error_message='A municipality code has four digits.'), models.CheckConstraint(condition=models.Q(('consultant_cap__gte', 1)), name='jobcentre_cap_positive')],
            },
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
            ],
            options={
                'ordering': ('name',),
                'constraints': [models.UniqueConstraint(fields=('jobcentre', 'name'), name='team_name_once'), jobcenter.tenancy.TenantRows(name='jobcenter_team_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='jobcenter_team_in_jobcentre')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "jobcenter_teamevent" ("created_at", "id", "jobcentre_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id"); RETURN NULL;', hash='40805e7503bdb239a52d73a5785a01ca41f2445e', operation='INSERT', pgid='pgtrigger_insert_insert_7a163', table='jobcenter_team', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "jobcenter_teamevent" ("created_at", "id", "jobcentre_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id"); RETURN NULL;', hash='409e6cdc7fc2f81f7b3437ea02016b538ab3eb02', operation='UPDATE', pgid='pgtrigger_update_update_9dd8f', table='jobcenter_team', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "jobcenter_teamevent" ("created_at", "id", "jobcentre_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (OLD."created_at", OLD."id", OLD."jobcentre_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id"); RETURN NULL;', hash='66340bc8e7a68d95f78440e9e1609762927ad505', operation='DELETE', pgid='pgtrigger_delete_delete_de832', table='jobcenter_team', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('title', models.CharField(blank=True, max_length=80, verbose_name='title')),
                ('phone', phonenumber_field.modelfields.PhoneNumberField(blank=True, max_length=128, region=None, verbose_name='direct number')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('job_consultant', 'job consultant'), ('company_consultant', 'company consultant'), ('case_worker', 'case worker'), ('team_leader', 'team leader'), ('manager', 'manager'), ('plan_leader', 'plan leader'), ('business', 'business department'), ('administrator', 'administrator'), ('published_reader', 'reader of published figures'), ('external_provider', 'external provider'), ('outside_mentor', 'mentor outside the company'), ('specialist', 'specialist of another department')], max_length=20), default=list, size=None)),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended')),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('team', jobcenter.tenancy.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='jobcenter.team')),
            ],
            options={
                'ordering': ('name', 'id'),
                'constraints': [models.UniqueConstraint(fields=('jobcentre', 'user'), name='membership_once_per_jobcentre'), models.CheckConstraint(condition=models.Q(('roles__contained_by', ['job_consultant', 'company_consultant', 'case_worker', 'team_leader', 'manager', 'plan_leader', 'business', 'administrator', 'published_reader', 'external_provider', 'outside_mentor', 'specialist'])), name='membership_roles_known'), models.CheckConstraint(condition=models.Q(('roles__len__gte', 1)), name='membership_has_a_role', violation_error_message='Choose at least one role.'), jobcenter.tenancy.TenantRows(name='jobcenter_membership_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='jobcenter_membership_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='team', name='jobcenter_membership_team_same_jobcentre')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "jobcenter_membershipevent" ("created_at", "email", "ended_on", "id", "jobcentre_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "public_id", "roles", "team_id", "title", "user_id") VALUES (NEW."created_at", NEW."email", NEW."ended_on", NEW."id", NEW."jobcentre_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."phone", NEW."public_id", NEW."roles", NEW."team_id", NEW."title", NEW."user_id"); RETURN NULL;', hash='2c1eb55c8065605cd5f4a5855269137c58057d2c', operation='INSERT', pgid='pgtrigger_insert_insert_734fe', table='jobcenter_membership', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "jobcenter_membershipevent" ("created_at", "email", "ended_on", "id", "jobcentre_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "public_id", "roles", "team_id", "title", "user_id") VALUES (NEW."created_at", NEW."email", NEW."ended_on", NEW."id", NEW."jobcentre_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."phone", NEW."public_id", NEW."roles", NEW."team_id", NEW."title", NEW."user_id"); RETURN NULL;', hash='374fb1fae457a12c2869ecbc0a8b379eded75903', operation='UPDATE', pgid='pgtrigger_update_update_b3b21', table='jobcenter_membership', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "jobcenter_membershipevent" ("created_at", "email", "ended_on", "id", "jobcentre_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "public_id", "roles", "team_id", "title", "user_id") VALUES (OLD."created_at", OLD."email", OLD."ended_on", OLD."id", OLD."jobcentre_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."phone", OLD."public_id", OLD."roles", OLD."team_id", OLD."title", OLD."user_id"); RETURN NULL;', hash='f554222d1cd7e438e8afcab2f612f4825af6a20b', operation='DELETE', pgid='pgtrigger_delete_delete_974dd', table='jobcenter_membership', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('citizen', 'citizen'), ('placement', 'placement'), ('published', 'published figures')], max_length=20)),
                ('subject', models.UUIDField()),
                ('from_on', models.DateField()),
                ('to_on', models.DateField(blank=True, null=True)),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('membership', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='jobcenter.membership')),
            ],
            options={
                'indexes': [models.Index(fields=['jobcentre', 'membership', 'kind', 'subject'], name='jobcenter_r_jobcent_7b747b_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['citizen', 'placement', 'published'])), name='referral_kind_known'), models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='referral_ends_after_start'), jobcenter.tenancy.TenantRows(name='jobcenter_referral_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='jobcenter_referral_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='membership', name='jobcenter_referral_membership_same_jobcentre')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "jobcenter_referralevent" ("created_at", "from_on", "id", "jobcentre_id", "kind", "membership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "subject", "to_on") VALUES (NEW."created_at", NEW."from_on", NEW."id", NEW."jobcentre_id", NEW."kind", NEW."membership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."subject", NEW."to_on"); RETURN NULL;', hash='9296c30faa919b9b3a8c55d56047e83892b6ee46', operation='INSERT', pgid='pgtrigger_insert_insert_28219', table='jobcenter_referral', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "jobcenter_referralevent" ("created_at", "from_on", "id", "jobcentre_id", "kind", "membership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "subject", "to_on") VALUES (NEW."created_at", NEW."from_on", NEW."id", NEW."jobcentre_id", NEW."kind", NEW."membership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."subject", NEW."to_on"); RETURN NULL;', hash='0cabd6c3e62c835f6ba5ae6fe7f773cbc79d99da', operation='UPDATE', pgid='pgtrigger_update_update_43132', table='jobcenter_referral', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "jobcenter_referralevent" ("created_at", "from_on", "id", "jobcentre_id", "kind", "membership_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "subject", "to_on") VALUES (OLD."created_at", OLD."from_on", OLD."id", OLD."jobcentre_id", OLD."kind", OLD."membership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."subject", OLD."to_on"); RETURN NULL;', hash='78b782f103fe3241f57d457f0df16f4ff21abbbe', operation='DELETE', pgid='pgtrigger_delete_delete_854cb', table='jobcenter_referral', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ReferralEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('citizen', 'citizen'), ('placement', 'placement'), ('published', 'published figures')], max_length=20)),
                ('subject', models.UUIDField()),
                ('from_on', models.DateField()),
                ('to_on', models.DateField(blank=True, null=True)),
                ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('membership', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='jobcenter.referral')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='jobcenter_refer_5b07f52c_obj')],
                'constraints': [jobcenter.tenancy.TenantRows(name='jobcenter_referralevent_tenant')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0d0154d0fb54b9095f99efd13c459d0e31393c07', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c0252', table='jobcenter_referralevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('word', models.CharField(db_collation='C', max_length=60)),
                ('object_id', models.BigIntegerField()),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
            ],
            options={
                'indexes': [models.Index(fields=['jobcentre', 'kind', 'object_id'], name='jobcenter_s_jobcent_757d61_idx')],
                'constraints': [models.UniqueConstraint(fields=('jobcentre', 'kind', 'word', 'object_id'), name='searchword_once'), jobcenter.tenancy.TenantRows(name='jobcenter_searchword_tenant')],
            },
        ),
        migrations.CreateModel(
            name='SignInEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('who', models.CharField(max_length=64)),
                ('outcome', models.CharField(choices=[('ok', 'signed in'), ('failed', 'refused'), ('locked', 'locked out')], max_length=10)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['who', '-at'], name='jobcenter_s_who_6d776e_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['ok', 'failed', 'locked'])), name='signinevent_outcome_known')],
            },
        ),
        migrations.CreateModel(
            name='MembershipEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('title', models.CharField(blank=True, max_length=80, verbose_name='title')),
                ('phone', phonenumber_field.modelfields.PhoneNumberField(blank=True, max_length=128, region=None, verbose_name='direct number')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('job_consultant', 'job consultant'), ('company_consultant', 'company consultant'), ('case_worker', 'case worker'), ('team_leader', 'team leader'), ('manager', 'manager'), ('plan_leader', 'plan leader'), ('business', 'business department'), ('administrator', 'administrator'), ('published_reader', 'reader of published figures'), ('external_provider', 'external provider'), ('outside_mentor', 'mentor outside the company'), ('specialist', 'specialist of another department')], max_length=20), default=list, size=None)),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended')),
                ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='jobcenter.membership')),
                ('user', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', jobcenter.tenancy.TenantForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.team')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='jobcenter_membe_8293572c_obj')],
                'constraints': [jobcenter.tenancy.TenantRows(name='jobcenter_membershipevent_tenant')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ed985873225541b3e6f3be618c7825d51bacf4a5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_28a00', table='jobcenter_membershipevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='TeamEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='jobcenter.team')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='jobcenter_teame_29045af6_obj')],
                'constraints': [jobcenter.tenancy.TenantRows(name='jobcenter_teamevent_tenant')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c8cacc2e00aefd0cb029119aa92655b44ca12867', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_43a1d', table='jobcenter_teamevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Door',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('kind', models.CharField(max_length=30)),
                ('subject', models.UUIDField()),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('jobcentre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre')),
            ],
            options={
                'indexes': [models.Index(fields=['subject', 'kind'], name='jobcenter_d_subject_d24515_idx')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('kind', models.CharField(max_length=60)),
                ('group', models.CharField(max_length=20)),
                ('actor_kind', models.CharField(default='staff', max_length=20)),
                ('company_id', models.BigIntegerField(null=True)),
                ('workplace_id', models.BigIntegerField(null=True)),
                ('citizen_id', models.BigIntegerField(null=True)),
                ('subject', models.UUIDField(null=True)),
                ('text', models.CharField(blank=True, max_length=500)),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('actor', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('company_id__isnull', False)), fields=['jobcentre', 'company_id', '-at', '-id'], name='event_company_timeline'), models.Index(condition=models.Q(('workplace_id__isnull', False)), fields=['jobcentre', 'workplace_id', '-at', '-id'], name='event_workplace_timeline'), models.Index(condition=models.Q(('citizen_id__isnull', False)), fields=['jobcentre', 'citizen_id', '-at', '-id'], name='event_citizen_timeline'), models.Index(condition=models.Q(('company_id__isnull', False)), fields=['jobcentre', 'company_id', 'group', '-at', '-id'], name='event_company_group')],
                'constraints': [jobcenter.tenancy.TenantRows(name='jobcenter_event_tenant'), jobcenter.tenancy.SameJobcentre(field='actor', name='jobcenter_event_actor_same_jobcentre')],
            },
        ),
        migrations.CreateModel(
            name='AccessLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('viewer_kind', models.CharField(max_length=20)),
                ('citizen', models.UUIDField()),
                ('purpose', models.CharField(max_length=60)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('membership', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
            ],
            options={
                'indexes': [models.Index(fields=['jobcentre', 'citizen', '-at'], name='jobcenter_a_jobcent_004f13_idx'), models.Index(fields=['jobcentre', 'membership', '-at'], name='jobcenter_a_jobcent_c08fb0_idx')],
                'constraints': [jobcenter.tenancy.TenantRows(name='jobcenter_accesslog_tenant'), jobcenter.tenancy.SameJobcentre(field='membership', name='jobcenter_accesslog_membership_same_jobcentre')],
            },
        ),
        migrations.CreateModel(
            name='OnceKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField()),
                ('used_at', models.DateTimeField()),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('jobcentre', 'key'), name='oncekey_used_once'), jobcenter.tenancy.TenantRows(name='jobcenter_oncekey_tenant')],
            },
        ),
        migrations.RunSQL(
            sql=OWN_MEMBERSHIPS,
            reverse_sql='DROP POLICY jobcenter_membership_own ON jobcenter_membership',
        ),
    ]
