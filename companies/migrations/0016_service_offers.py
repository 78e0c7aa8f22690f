import django.db.models.deletion
import jobcenter.ids
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0015_own_page'),
        ('jobcenter', '0005_one_entrance_and_places_timeline'),
    ]

    operations = [
        migrations.CreateModel(
            name='OfferHanding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('way', models.CharField(choices=[('talk', 'in a talk'), ('print', 'as a leaflet'), ('mail', 'by e-mail')], max_length=10, verbose_name='how')),
                ('handed_on', models.DateField(verbose_name='handed out')),
                ('ordered_on', models.DateField(null=True, verbose_name='ordered')),
                ('due_on', models.DateField(null=True, verbose_name='promised by')),
                ('delivered_on', models.DateField(null=True, verbose_name='delivered')),
                ('by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('contact', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.contact')),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('person', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.contactperson')),
            ],
        ),
        migrations.CreateModel(
            name='PunchCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('granted', models.PositiveSmallIntegerField(verbose_name='punches')),
                ('spent', models.PositiveSmallIntegerField(default=0)),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(verbose_name='until')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('given_by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
            ],
            options={
                'indexes': [models.Index(fields=['jobcentre', 'company', '-ends_on'], name='punchcard_company'), models.Index(fields=['jobcentre', 'ends_on', 'id'], name='punchcard_ends')],
                'constraints': [models.CheckConstraint(condition=models.Q(('granted__gte', 1), ('granted__lte', 500)), name='punchcard_granted_1_to_500', violation_error_message='Grant between 1 and 500 punches.'), models.CheckConstraint(condition=models.Q(('spent__gte', 0), ('spent__lte', models.F('granted'))), name='punchcard_never_negative', violation_error_message='The card has no more punches.'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='punchcard_period_in_order', violation_error_message='The last day is before the first.'), jobcenter.tenancy.TenantRows(name='companies_punchcard_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_punchcard_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='given_by', name='companies_punchcard_given_by_same_jobcentre')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_punchcardevent" ("company_id", "created_at", "ends_on", "given_by_id", "granted", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "spent", "starts_on") VALUES (NEW."company_id", NEW."created_at", NEW."ends_on", NEW."given_by_id", NEW."granted", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."spent", NEW."starts_on"); RETURN NULL;', hash='f3d6e1866f23aa330aa156f9ec67cd20da3398b9', operation='INSERT', pgid='pgtrigger_insert_insert_6622d', table='companies_punchcard', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_punchcardevent" ("company_id", "created_at", "ends_on", "given_by_id", "granted", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "spent", "starts_on") VALUES (NEW."company_id", NEW."created_at", NEW."ends_on", NEW."given_by_id", NEW."granted", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."spent", NEW."starts_on"); RETURN NULL;', hash='87959de6fc45f2942d839d6eedadacbad8a2ffd8', operation='UPDATE', pgid='pgtrigger_update_update_8f29f', table='companies_punchcard', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_punchcardevent" ("company_id", "created_at", "ends_on", "given_by_id", "granted", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "spent", "starts_on") VALUES (OLD."company_id", OLD."created_at", OLD."ends_on", OLD."given_by_id", OLD."granted", OLD."id", OLD."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."spent", OLD."starts_on"); RETURN NULL;', hash='de4481bb41a1b267f929b6423ff7d6407a676256', operation='DELETE', pgid='pgtrigger_delete_delete_809fd', table='companies_punchcard', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='PunchCardEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('granted', models.PositiveSmallIntegerField(verbose_name='punches')),
                ('spent', models.PositiveSmallIntegerField(default=0)),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(verbose_name='until')),
                ('company', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company')),
                ('given_by', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.punchcard')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_punch_20e2a4a5_obj')],
                'constraints': [jobcenter.tenancy.TenantRows(name='companies_punchcardevent_tenant')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cf7f27a64ed1acec0b46546a5b21262600646775', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f1380', table='companies_punchcardevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='PunchUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('profession', models.CharField(choices=[('occupational_therapist', 'occupational therapist'), ('work_environment', 'work-environment consultant'), ('social_worker', 'social worker'), ('job_consultant', 'job consultant')], max_length=25, verbose_name='who came')),
                ('punches', models.PositiveSmallIntegerField(default=1, verbose_name='punches')),
                ('what_for', models.CharField(max_length=200, verbose_name='what for')),
                ('used_on', models.DateField(verbose_name='day')),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                ('card', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='companies.punchcard')),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
            ],
            options={
                'indexes': [models.Index(fields=['jobcentre', 'card', '-used_on'], name='punchuse_card')],
                'constraints': [models.CheckConstraint(condition=models.Q(('profession__in', ['occupational_therapist', 'work_environment', 'social_worker', 'job_consultant'])), name='punchuse_profession_known'), models.CheckConstraint(condition=models.Q(('punches__gte', 1)), name='punchuse_at_least_one', violation_error_message='Spend at least one punch.'), models.CheckConstraint(condition=models.Q(('what_for__regex', '\\S')), name='punchuse_says_what_for', violation_error_message='Write what it was for.'), jobcenter.tenancy.TenantRows(name='companies_punchuse_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_punchuse_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='card', name='companies_punchuse_card_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='by', name='companies_punchuse_by_same_jobcentre')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_punchuseevent" ("by_id", "card_id", "created_at", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "profession", "public_id", "punches", "taken_back_at", "used_on", "what_for") VALUES (NEW."by_id", NEW."card_id", NEW."created_at", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."profession", NEW."public_id", NEW."punches", NEW."taken_back_at", NEW."used_on", NEW."what_for"); RETURN NULL;', hash='a5c26305c8bc48bfe07f5025565ca7142e6ec1b6', operation='INSERT', pgid='pgtrigger_insert_insert_9d512', table='companies_punchuse', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_punchuseevent" ("by_id", "card_id", "created_at", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "profession", "public_id", "punches", "taken_back_at", "used_on", "what_for") VALUES (NEW."by_id", NEW."card_id", NEW."created_at", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."profession", NEW."public_id", NEW."punches", NEW."taken_back_at", NEW."used_on", NEW."what_for"); RETURN NULL;', hash='7499d69f18a1868868c92abbbae330aa00181081', operation='UPDATE', pgid='pgtrigger_update_update_1fbec', table='companies_punchuse', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_punchuseevent" ("by_id", "card_id", "created_at", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "profession", "public_id", "punches", "taken_back_at", "used_on", "what_for") VALUES (OLD."by_id", OLD."card_id", OLD."created_at", OLD."id", OLD."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."profession", OLD."public_id", OLD."punches", OLD."taken_back_at", OLD."used_on", OLD."what_for"); RETURN NULL;', hash='f722398ba9d3ebb56126a5642e96b441ae29a572', operation='DELETE', pgid='pgtrigger_delete_delete_dc210', table='companies_punchuse', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='PunchUseEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('profession', models.CharField(choices=[('occupational_therapist', 'occupational therapist'), ('work_environment', 'work-environment consultant'), ('social_worker', 'social worker'), ('job_consultant', 'job consultant')], max_length=25, verbose_name='who came')),
                ('punches', models.PositiveSmallIntegerField(default=1, verbose_name='punches')),
                ('what_for', models.CharField(max_length=200, verbose_name='what for')),
                ('used_on', models.DateField(verbose_name='day')),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('by', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                ('card', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.punchcard')),
                ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.punchuse')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_punch_a9370d16_obj')],
                'constraints': [jobcenter.tenancy.TenantRows(name='companies_punchuseevent_tenant')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5d6c04d9bb6a135fd9a181c2efe9159ad9ebcaa8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e0993', table='companies_punchuseevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='ServiceOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('recruitment', 'recruitment'), ('network', 'network'), ('retention', 'keeping employees who are ill'), ('trials', 'work trials and wage subsidy'), ('mentor', 'mentor grant and training'), ('centre', 'company centre'), ('upskilling', 'adult apprentices and job rotation'), ('fairs', 'job fairs'), ('service_centre', 'service centre'), ('other', 'something else')], max_length=20, verbose_name='kind')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('name_key', models.CharField(db_collation='C', editable=False, max_length=200)),
                ('what', models.TextField(max_length=1500, verbose_name='what you get')),
                ('from_whom', models.TextField(max_length=1000, verbose_name='who does what')),
                ('days', models.PositiveSmallIntegerField(verbose_name='within working days')),
                ('promise', models.CharField(max_length=300, verbose_name='our promise')),
                ('is_published', models.BooleanField(default=True, verbose_name='shown to companies')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
            ],
            options={
                'indexes': [models.Index(fields=['jobcentre', 'name_key', 'id'], name='offer_by_name')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['recruitment', 'network', 'retention', 'trials', 'mentor', 'centre', 'upskilling', 'fairs', 'service_centre', 'other'])), name='serviceoffer_kind_known'), models.CheckConstraint(condition=models.Q(('from_whom__regex', '\\S'), ('name__regex', '\\S'), ('promise__regex', '\\S'), ('what__regex', '\\S')), name='serviceoffer_declared', violation_error_message='Write what they get, from whom, and what we promise.'), models.CheckConstraint(condition=models.Q(('days__gte', 1), ('days__lte', 250)), name='serviceoffer_days_1_to_250', violation_error_message='Promise between 1 and 250 working days.'), models.UniqueConstraint(fields=('jobcentre', 'name_key'), name='serviceoffer_name_once', violation_error_message='There is already an offer with that name.'), jobcenter.tenancy.TenantRows(name='companies_serviceoffer_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_serviceoffer_in_jobcentre')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_serviceofferevent" ("created_at", "days", "from_whom", "id", "is_published", "jobcentre_id", "kind", "name", "name_key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "promise", "public_id", "version", "what") VALUES (NEW."created_at", NEW."days", NEW."from_whom", NEW."id", NEW."is_published", NEW."jobcentre_id", NEW."kind", NEW."name", NEW."name_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."promise", NEW."public_id", NEW."version", NEW."what"); RETURN NULL;', hash='4fe5cb90b0f0605433129da21ba71119ca84a4aa', operation='INSERT', pgid='pgtrigger_insert_insert_b562d', table='companies_serviceoffer', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_serviceofferevent" ("created_at", "days", "from_whom", "id", "is_published", "jobcentre_id", "kind", "name", "name_key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "promise", "public_id", "version", "what") VALUES (NEW."created_at", NEW."days", NEW."from_whom", NEW."id", NEW."is_published", NEW."jobcentre_id", NEW."kind", NEW."name", NEW."name_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."promise", NEW."public_id", NEW."version", NEW."what"); RETURN NULL;', hash='68edbf6d6d6b12550dbd10403c989db8241c3d69', operation='UPDATE', pgid='pgtrigger_update_update_f0b95', table='companies_serviceoffer', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_serviceofferevent" ("created_at", "days", "from_whom", "id", "is_published", "jobcentre_id", "kind", "name", "name_key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "promise", "public_id", "version", "what") VALUES (OLD."created_at", OLD."days", OLD."from_whom", OLD."id", OLD."is_published", OLD."jobcentre_id", OLD."kind", OLD."name", OLD."name_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."promise", OLD."public_id", OLD."version", OLD."what"); RETURN NULL;', hash='36ccb52abb66356dda44b1156848ec7532d12c76', operation='DELETE', pgid='pgtrigger_delete_delete_56431', table='companies_serviceoffer', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='OfferHandingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('way', models.CharField(choices=[('talk', 'in a talk'), ('print', 'as a leaflet'), ('mail', 'by e-mail')], max_length=10, verbose_name='how')),
                ('handed_on', models.DateField(verbose_name='handed out')),
                ('ordered_on', models.DateField(null=True, verbose_name='ordered')),
                ('due_on', models.DateField(null=True, verbose_name='promised by')),
                ('delivered_on', models.DateField(null=True, verbose_name='delivered')),
                ('by', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                ('company', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company')),
                ('contact', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.contact')),
                ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('person', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.contactperson')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.offerhanding')),
                ('offer', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.serviceoffer')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_offer_3e377bd1_obj')],
                'constraints': [jobcenter.tenancy.TenantRows(name='companies_offerhandingevent_tenant')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1b5642839a83ee24065f263c4c0f7f9834706a83', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6da44', table='companies_offerhandingevent', when='BEFORE'))],
            },
        ),
        migrations.AddField(
            model_name='offerhanding',
            name='offer',
            field=jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handings', to='companies.serviceoffer'),
        ),
        migrations.CreateModel(
            name='ServiceOfferEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('recruitment', 'recruitment'), ('network', 'network'), ('retention', 'keeping employees who are ill'), ('trials', 'work trials and wage subsidy'), ('mentor', 'mentor grant and training'), ('centre', 'company centre'), ('upskilling', 'adult apprentices and job rotation'), ('fairs', 'job fairs'), ('service_centre', 'service centre'), ('other', 'something else')], max_length=20, verbose_name='kind')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('name_key', models.CharField(db_collation='C', editable=False, max_length=200)),
                ('what', models.TextField(max_length=1500, verbose_name='what you get')),
                ('from_whom', models.TextField(max_length=1000, verbose_name='who does what')),
                ('days', models.PositiveSmallIntegerField(verbose_name='within working days')),
                ('promise', models.CharField(max_length=300, verbose_name='our promise')),
                ('is_published', models.BooleanField(default=True, verbose_name='shown to companies')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.serviceoffer')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_servi_9af685a7_obj')],
                'constraints': [jobcenter.tenancy.TenantRows(name='companies_serviceofferevent_tenant')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d1d3af487f0859fb1956b32a1f6a4201804bd771', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e5548', table='companies_serviceofferevent', when='BEFORE'))],
            },
        ),
        migrations.AddIndex(
            model_name='offerhanding',
            index=models.Index(fields=['jobcentre', 'company', '-id'], name='handing_company'),
        ),
        migrations.AddIndex(
            model_name='offerhanding',
            index=models.Index(fields=['jobcentre', 'offer', '-id'], name='handing_offer'),
        ),
        migrations.AddConstraint(
            model_name='offerhanding',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', ['talk', 'print', 'mail'])), name='offerhanding_way_known'),
        ),
        migrations.AddConstraint(
            model_name='offerhanding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('delivered_on__isnull', True), ('due_on__isnull', True), ('ordered_on__isnull', True)), models.Q(('due_on__gte', models.F('ordered_on')), ('ordered_on__gte', models.F('handed_on'))), _connector='OR'), name='offerhanding_order_has_promise'),
        ),
        migrations.AddConstraint(
            model_name='offerhanding',
            constraint=models.CheckConstraint(condition=models.Q(('delivered_on__isnull', True), ('delivered_on__gte', models.F('ordered_on')), _connector='OR'), name='offerhanding_delivered_after_order', violation_error_message='It cannot be delivered before it was ordered.'),
        ),
        migrations.AddConstraint(
            model_name='offerhanding',
            constraint=models.UniqueConstraint(condition=models.Q(('delivered_on__isnull', True), ('ordered_on__isnull', False)), fields=('jobcentre', 'company', 'offer'), name='offerhanding_one_open_order', violation_error_message='The company has ordered it already.'),
        ),
        migrations.AddConstraint(
            model_name='offerhanding',
            constraint=jobcenter.tenancy.TenantRows(name='companies_offerhanding_tenant'),
        ),
        migrations.AddConstraint(
            model_name='offerhanding',
            constraint=models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_offerhanding_in_jobcentre'),
        ),
        migrations.AddConstraint(
            model_name='offerhanding',
            constraint=jobcenter.tenancy.SameJobcentre(field='offer', name='companies_offerhanding_offer_same_jobcentre'),
        ),
        migrations.AddConstraint(
            model_name='offerhanding',
            constraint=jobcenter.tenancy.SameJobcentre(field='person', name='companies_offerhanding_person_same_jobcentre'),
        ),
        migrations.AddConstraint(
            model_name='offerhanding',
            constraint=jobcenter.tenancy.SameJobcentre(field='contact', name='companies_offerhanding_contact_same_jobcentre'),
        ),
        migrations.AddConstraint(
            model_name='offerhanding',
            constraint=jobcenter.tenancy.SameJobcentre(field='by', name='companies_offerhanding_by_same_jobcentre'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerhanding',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_offerhandingevent" ("by_id", "company_id", "contact_id", "created_at", "delivered_on", "due_on", "handed_on", "id", "jobcentre_id", "offer_id", "ordered_on", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "way") VALUES (NEW."by_id", NEW."company_id", NEW."contact_id", NEW."created_at", NEW."delivered_on", NEW."due_on", NEW."handed_on", NEW."id", NEW."jobcentre_id", NEW."offer_id", NEW."ordered_on", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."way"); RETURN NULL;', hash='1301f73aea5cfbc4546f78dda49f641300d199e8', operation='INSERT', pgid='pgtrigger_insert_insert_a8497', table='companies_offerhanding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerhanding',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_offerhandingevent" ("by_id", "company_id", "contact_id", "created_at", "delivered_on", "due_on", "handed_on", "id", "jobcentre_id", "offer_id", "ordered_on", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "way") VALUES (NEW."by_id", NEW."company_id", NEW."contact_id", NEW."created_at", NEW."delivered_on", NEW."due_on", NEW."handed_on", NEW."id", NEW."jobcentre_id", NEW."offer_id", NEW."ordered_on", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."way"); RETURN NULL;', hash='6ec71d352785542c105d9fddb5e740972c3d9064', operation='UPDATE', pgid='pgtrigger_update_update_7ecb1', table='companies_offerhanding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerhanding',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_offerhandingevent" ("by_id", "company_id", "contact_id", "created_at", "delivered_on", "due_on", "handed_on", "id", "jobcentre_id", "offer_id", "ordered_on", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "way") VALUES (OLD."by_id", OLD."company_id", OLD."contact_id", OLD."created_at", OLD."delivered_on", OLD."due_on", OLD."handed_on", OLD."id", OLD."jobcentre_id", OLD."offer_id", OLD."ordered_on", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."way"); RETURN NULL;', hash='6332faecc2767c769180d2c4754f986370cdaab1', operation='DELETE', pgid='pgtrigger_delete_delete_b11bf', table='companies_offerhanding', when='AFTER')),
        ),
    ]
