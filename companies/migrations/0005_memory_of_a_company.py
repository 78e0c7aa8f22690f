import django.contrib.postgres.fields
import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0004_standings'),
        ('jobcenter', '0002_entrance_hours'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='Objection',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('no_time', 'no time'), ('no_tasks', 'no tasks'), ('employees_unwilling', 'the employees do not want to'), ('thinks_in_problems', 'sees problems in it'), ('jobcentre_impossible', 'the jobcentre is impossible to work with'), ('citizens_too_weak', 'the candidates are not ready'), ('other_rules', 'other jobcentres have other rules'), ('person_unknown', 'the jobcentre does not know the person')], max_length=30, verbose_name='objection')),
                        ('answer', models.CharField(blank=True, max_length=300, verbose_name='what we answered')),
                        ('is_settled', models.BooleanField(default=False, verbose_name='it is out of the way')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                        ('contact', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objections', to='companies.contact')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('is_settled', False)), fields=['jobcentre', 'company'], name='objection_open_company')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['no_time', 'no_tasks', 'employees_unwilling', 'thinks_in_problems', 'jobcentre_impossible', 'citizens_too_weak', 'other_rules', 'person_unknown'])), name='objection_kind_known'), models.UniqueConstraint(fields=('jobcentre', 'contact', 'kind'), name='objection_once_per_contact', violation_error_message='That objection is on the contact already.'), jobcenter.tenancy.TenantRows(name='companies_objection_tenant'), jobcenter.tenancy.SameJobcentre(field='contact', name='companies_objection_contact_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_objectionevent" ("answer", "company_id", "contact_id", "id", "is_settled", "jobcentre_id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."answer", NEW."company_id", NEW."contact_id", NEW."id", NEW."is_settled", NEW."jobcentre_id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='3c148059f0087b1279f3af675323d4d4519f8b89', operation='INSERT', pgid='pgtrigger_insert_insert_70101', table='companies_objection', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_objectionevent" ("answer", "company_id", "contact_id", "id", "is_settled", "jobcentre_id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."answer", NEW."company_id", NEW."contact_id", NEW."id", NEW."is_settled", NEW."jobcentre_id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id"); RETURN NULL;', hash='140fab5b76542c8876b3673be4a89227ac680a01', operation='UPDATE', pgid='pgtrigger_update_update_709e2', table='companies_objection', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_objectionevent" ("answer", "company_id", "contact_id", "id", "is_settled", "jobcentre_id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."answer", OLD."company_id", OLD."contact_id", OLD."id", OLD."is_settled", OLD."jobcentre_id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='5f20b607395f5a598e395580cef3a630347dc6f7', operation='DELETE', pgid='pgtrigger_delete_delete_19300', table='companies_objection', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='ObjectionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('no_time', 'no time'), ('no_tasks', 'no tasks'), ('employees_unwilling', 'the employees do not want to'), ('thinks_in_problems', 'sees problems in it'), ('jobcentre_impossible', 'the jobcentre is impossible to work with'), ('citizens_too_weak', 'the candidates are not ready'), ('other_rules', 'other jobcentres have other rules'), ('person_unknown', 'the jobcentre does not know the person')], max_length=30, verbose_name='objection')),
                        ('answer', models.CharField(blank=True, max_length=300, verbose_name='what we answered')),
                        ('is_settled', models.BooleanField(default=False, verbose_name='it is out of the way')),
                        ('company', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company')),
                        ('contact', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.contact')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.objection')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_objec_76356c13_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='companies_objectionevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='eaee58c7da9656299b9300415be5793a6c11c2c1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_37b88', table='companies_objectionevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Presence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('since', models.DateField(verbose_name='since')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'company'), name='presence_once_per_company'), jobcenter.tenancy.OwnRows(name='companies_presence_own', read='true')],
                    },
                ),
                migrations.CreateModel(
                    name='RegisterChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('fact', models.CharField(choices=[('name', 'name'), ('address', 'address'), ('size', 'employees'), ('status', 'status')], max_length=10)),
                        ('before', models.CharField(blank=True, max_length=800)),
                        ('after', models.CharField(blank=True, max_length=800)),
                        ('noted_on', models.DateField()),
                        ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.company')),
                        ('workplace', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.workplace')),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('workplace__isnull', True)), fields=['company', '-noted_on', '-id'], name='registerchange_of_company'), models.Index(condition=models.Q(('workplace__isnull', False)), fields=['workplace', '-noted_on', '-id'], name='registerchange_of_workplace')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('fact__in', ['name', 'address', 'size', 'status'])), name='registerchange_fact_known')],
                    },
                ),
                migrations.CreateModel(
                    name='SharedContact',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('contact_public_id', models.UUIDField()),
                        ('day', models.DateField()),
                        ('channel', models.CharField(choices=[('phone', 'phone'), ('visit', 'visit'), ('meeting', 'meeting at our place'), ('video', 'video'), ('mail', 'e-mail'), ('letter', 'letter')], max_length=10)),
                        ('purpose', models.CharField(max_length=300)),
                        ('outcome', models.TextField(max_length=2000)),
                        ('shared_at', models.DateTimeField()),
                        ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['company', '-day', '-id'], name='sharedcontact_newest')],
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'contact_public_id'), name='sharedcontact_once'), models.CheckConstraint(condition=models.Q(('channel__in', ['phone', 'visit', 'meeting', 'video', 'mail', 'letter'])), name='sharedcontact_channel_known'), models.CheckConstraint(condition=models.Q(('outcome__regex', '\\S'), ('purpose__regex', '\\S')), name='sharedcontact_says_something'), jobcenter.tenancy.OwnRows(name='companies_sharedcontact_own', read='EXISTS (SELECT 1 FROM companies_presence p WHERE p.company_id = companies_sharedcontact.company_id AND p.jobcentre_id = (SELECT bro_jobcentre()))')],
                    },
                ),
                migrations.CreateModel(
                    name='WorkplaceProfile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('number', models.PositiveIntegerField()),
                        ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('ready_soon', 'people ready for a job'), ('on_the_way', 'people who need time to get going'), ('young', 'young people under 30'), ('newcomers', 'newcomers who are learning Danish'), ('seniors', 'people over 55'), ('returning', 'people on their way back to work'), ('flex_job', 'people in a flex job'), ('apprentices', 'adult apprentices')], max_length=20), blank=True, default=list, size=None, verbose_name='whom it can take')),
                        ('considerations', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('few_hours', 'few hours to begin with'), ('flexible_hours', 'flexible hours'), ('extra_breaks', 'extra breaks'), ('calm', 'calm surroundings'), ('light_work', 'no heavy lifting'), ('seated_work', 'seated work'), ('fixed_routines', 'the same tasks every day'), ('no_customers', 'no contact with customers'), ('little_reading', 'little reading and writing'), ('step_free', 'step-free access')], max_length=20), blank=True, default=list, size=None, verbose_name='what it can arrange for')),
                        ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('da', 'Danish'), ('en', 'English'), ('de', 'German'), ('pl', 'Polish'), ('uk', 'Ukrainian'), ('ar', 'Arabic'), ('tr', 'Turkish'), ('so', 'Somali'), ('ti', 'Tigrinya'), ('fa', 'Farsi'), ('ro', 'Romanian'), ('other', 'another language, see the note')], max_length=10), blank=True, default=list, size=None, verbose_name='languages spoken there')),
                        ('choosing', models.CharField(choices=[('many', 'wants several to pick from'), ('jobcentre', 'lets the jobcentre pick'), ('either', 'either will do')], default='either', max_length=10, verbose_name='how it chooses')),
                        ('lead_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='lead time in days')),
                        ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                        ('written_on', models.DateField(verbose_name='as of')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('workplace', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.workplace')),
                        ('written_by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership', verbose_name='written by')),
                    ],
                    options={
                        'verbose_name': 'profile',
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'workplace', 'number'), name='workplaceprofile_once_per_number'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='workplaceprofile_number_from_one'), models.CheckConstraint(condition=models.Q(('kinds__contained_by', ['ready_soon', 'on_the_way', 'young', 'newcomers', 'seniors', 'returning', 'flex_job', 'apprentices'])), name='workplaceprofile_kinds_known'), models.CheckConstraint(condition=models.Q(('considerations__contained_by', ['few_hours', 'flexible_hours', 'extra_breaks', 'calm', 'light_work', 'seated_work', 'fixed_routines', 'no_customers', 'little_reading', 'step_free'])), name='workplaceprofile_considerations_known'), models.CheckConstraint(condition=models.Q(('languages__contained_by', ['da', 'en', 'de', 'pl', 'uk', 'ar', 'tr', 'so', 'ti', 'fa', 'ro', 'other'])), name='workplaceprofile_languages_known'), models.CheckConstraint(condition=models.Q(('choosing__in', ['many', 'jobcentre', 'either'])), name='workplaceprofile_choosing_known'), models.CheckConstraint(condition=models.Q(('lead_days__isnull', True), ('lead_days__lte', 365), _connector='OR'), name='workplaceprofile_lead_within_year', violation_error_message='The lead time is at most a year.'), jobcenter.tenancy.TenantRows(name='companies_workplaceprofile_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_workplaceprofile_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='written_by', name='companies_workplaceprofile_written_by_same_jobcentre')],
                    },
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='contactperson',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='contactperson',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='contactperson',
                    name='delete_delete',
                ),
                migrations.RemoveConstraint(
                    model_name='contactperson',
                    name='contactperson_roles_known',
                ),
                migrations.AddField(
                    model_name='contactperson',
                    name='absent_from',
                    field=models.DateField(blank=True, null=True, verbose_name='absent from'),
                ),
                migrations.AddField(
                    model_name='contactperson',
                    name='absent_to',
                    field=models.DateField(blank=True, null=True, verbose_name='absent until'),
                ),
                migrations.AddField(
                    model_name='contactperson',
                    name='trade',
                    field=models.CharField(blank=True, max_length=60, verbose_name='trade'),
                ),
                migrations.AddField(
                    model_name='contactpersonevent',
                    name='absent_from',
                    field=models.DateField(blank=True, null=True, verbose_name='absent from'),
                ),
                migrations.AddField(
                    model_name='contactpersonevent',
                    name='absent_to',
                    field=models.DateField(blank=True, null=True, verbose_name='absent until'),
                ),
                migrations.AddField(
                    model_name='contactpersonevent',
                    name='trade',
                    field=models.CharField(blank=True, max_length=60, verbose_name='trade'),
                ),
                migrations.AlterField(
                    model_name='contactperson',
                    name='roles',
                    field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('mentor', 'mentor'), ('buddy', 'buddy'), ('hr', 'HR'), ('agreements', 'makes agreements with us'), ('daily_contact', 'daily contact'), ('employee_representative', 'employee representative'), ('safety_representative', 'health and safety representative'), ('shop_steward', 'shop steward'), ('joint_shop_steward', 'joint shop steward')], max_length=30), blank=True, default=list, size=None, verbose_name='roles'),
                ),
                migrations.AlterField(
                    model_name='contactpersonevent',
                    name='roles',
                    field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('mentor', 'mentor'), ('buddy', 'buddy'), ('hr', 'HR'), ('agreements', 'makes agreements with us'), ('daily_contact', 'daily contact'), ('employee_representative', 'employee representative'), ('safety_representative', 'health and safety representative'), ('shop_steward', 'shop steward'), ('joint_shop_steward', 'joint shop steward')], max_length=30), blank=True, default=list, size=None, verbose_name='roles'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contactperson',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_contactpersonevent" ("absent_from", "absent_to", "company_id", "created_at", "email", "id", "jobcentre_id", "language", "left_on", "level", "name", "name_key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "preferred_channel", "public_id", "roles", "title", "trade", "union", "version", "workplace_id") VALUES (NEW."absent_from", NEW."absent_to", NEW."company_id", NEW."created_at", NEW."email", NEW."id", NEW."jobcentre_id", NEW."language", NEW."left_on", NEW."level", NEW."name", NEW."name_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."phone", NEW."preferred_channel", NEW."public_id", NEW."roles", NEW."title", NEW."trade", NEW."union", NEW."version", NEW."workplace_id"); RETURN NULL;', hash='5dfdb7ecbeac9b08b9c14399362ff257b2fc5d10', operation='INSERT', pgid='pgtrigger_insert_insert_30cef', table='companies_contactperson', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contactperson',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_contactpersonevent" ("absent_from", "absent_to", "company_id", "created_at", "email", "id", "jobcentre_id", "language", "left_on", "level", "name", "name_key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "preferred_channel", "public_id", "roles", "title", "trade", "union", "version", "workplace_id") VALUES (NEW."absent_from", NEW."absent_to", NEW."company_id", NEW."created_at", NEW."email", NEW."id", NEW."jobcentre_id", NEW."language", NEW."left_on", NEW."level", NEW."name", NEW."name_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."phone", NEW."preferred_channel", NEW."public_id", NEW."roles", NEW."title", NEW."trade", NEW."union", NEW."version", NEW."workplace_id"); RETURN NULL;', hash='0922c3d2e8292d4ae1a7302c2456d8297f81ed57', operation='UPDATE', pgid='pgtrigger_update_update_86390', table='companies_contactperson', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contactperson',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_contactpersonevent" ("absent_from", "absent_to", "company_id", "created_at", "email", "id", "jobcentre_id", "language", "left_on", "level", "name", "name_key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "preferred_channel", "public_id", "roles", "title", "trade", "union", "version", "workplace_id") VALUES (OLD."absent_from", OLD."absent_to", OLD."company_id", OLD."created_at", OLD."email", OLD."id", OLD."jobcentre_id", OLD."language", OLD."left_on", OLD."level", OLD."name", OLD."name_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."phone", OLD."preferred_channel", OLD."public_id", OLD."roles", OLD."title", OLD."trade", OLD."union", OLD."version", OLD."workplace_id"); RETURN NULL;', hash='74b647d5e34a14953cad6b50240ceb2c5a32dc1c', operation='DELETE', pgid='pgtrigger_delete_delete_3024e', table='companies_contactperson', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='contactperson',
                    constraint=models.CheckConstraint(condition=models.Q(('roles__contained_by', ['mentor', 'buddy', 'hr', 'agreements', 'daily_contact', 'employee_representative', 'safety_representative', 'shop_steward', 'joint_shop_steward'])), name='contactperson_roles_known'),
                ),
                migrations.AddConstraint(
                    model_name='contactperson',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('absent_from__isnull', True), ('absent_to__isnull', True)), models.Q(('absent_from__isnull', False), ('absent_to__gte', models.F('absent_from'))), _connector='OR'), name='contactperson_absence_whole', violation_error_message='An absence needs a first and a last day, in order.'),
                ),
            ],
        ),
    ]
