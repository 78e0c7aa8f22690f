import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0002_law'),
        ('jobcenter', '0005_one_entrance_and_places_timeline'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='ProfileWord',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('education', 'education'), ('work', 'work experience'), ('language', 'languages'), ('competence', 'competences'), ('resource', 'resources'), ('consideration', 'what matters at work'), ('barrier', 'barriers')], max_length=20, verbose_name='list')),
                        ('code', models.CharField(max_length=60)),
                        ('name_da', models.CharField(max_length=80, verbose_name='in Danish')),
                        ('name_en', models.CharField(max_length=80, verbose_name='in English')),
                        ('place', models.PositiveSmallIntegerField(default=500)),
                        ('is_offered', models.BooleanField(default=True, verbose_name='offered')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'kind', 'code'), name='profileword_once', violation_error_message='That word is on the list already.'), models.CheckConstraint(condition=models.Q(('kind__in', ['education', 'work', 'language', 'competence', 'resource', 'consideration', 'barrier'])), name='profileword_kind_known'), models.CheckConstraint(condition=models.Q(('name_da__regex', '\\S'), ('name_en__regex', '\\S')), name='profileword_named', violation_error_message='Write the word in Danish and in English.'), jobcenter.tenancy.TenantRows(name='citizens_profileword_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='citizens_profileword_in_jobcentre')],
                    },
                ),
                migrations.CreateModel(
                    name='Barrier',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('text', models.CharField(blank=True, max_length=300, verbose_name='what is in the way')),
                        ('opened_on', models.DateField(verbose_name='opened')),
                        ('lifted_on', models.DateField(blank=True, null=True, verbose_name='cleared')),
                        ('how', models.CharField(blank=True, max_length=300, verbose_name='how it was cleared')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='barriers', to='citizens.citizen')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('lifted_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('opened_by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('owner', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('word', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='citizens.profileword')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'citizen', '-opened_on'], name='barrier_of_citizen'), models.Index(condition=models.Q(('lifted_on__isnull', True)), fields=['jobcentre', 'owner'], name='barrier_open_of_owner')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('how', ''), ('lifted_by__isnull', True), ('lifted_on__isnull', True)), models.Q(('how__regex', '\\S'), ('lifted_by__isnull', False), ('lifted_on__isnull', False)), _connector='OR'), name='barrier_lifted_whole', violation_error_message='Write how the barrier was cleared.'), models.CheckConstraint(condition=models.Q(('lifted_on__isnull', True), ('lifted_on__gte', models.F('opened_on')), _connector='OR'), name='barrier_forwards', violation_error_message="A barrier can't be cleared before it was opened."), models.UniqueConstraint(condition=models.Q(('lifted_on__isnull', True)), fields=('jobcentre', 'citizen', 'word'), name='barrier_open_once', violation_error_message='That barrier is open already.'), jobcenter.tenancy.TenantRows(name='citizens_barrier_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='citizens_barrier_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='citizen', name='citizens_barrier_citizen_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='word', name='citizens_barrier_word_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='owner', name='citizens_barrier_owner_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='opened_by', name='citizens_barrier_opened_by_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='lifted_by', name='citizens_barrier_lifted_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_barrierevent" ("citizen_id", "created_at", "how", "id", "jobcentre_id", "lifted_by_id", "lifted_on", "opened_by_id", "opened_on", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "text", "version", "word_id") VALUES (NEW."citizen_id", NEW."created_at", NEW."how", NEW."id", NEW."jobcentre_id", NEW."lifted_by_id", NEW."lifted_on", NEW."opened_by_id", NEW."opened_on", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."text", NEW."version", NEW."word_id"); RETURN NULL;', hash='e074333900b02f69290d4ba3f0082bbf8a1a1c2e', operation='INSERT', pgid='pgtrigger_insert_insert_f5469', table='citizens_barrier', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "citizens_barrierevent" ("citizen_id", "created_at", "how", "id", "jobcentre_id", "lifted_by_id", "lifted_on", "opened_by_id", "opened_on", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "text", "version", "word_id") VALUES (NEW."citizen_id", NEW."created_at", NEW."how", NEW."id", NEW."jobcentre_id", NEW."lifted_by_id", NEW."lifted_on", NEW."opened_by_id", NEW."opened_on", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."text", NEW."version", NEW."word_id"); RETURN NULL;', hash='989a8e921c7b834f7cef817a1266140a50d1e2c5', operation='UPDATE', pgid='pgtrigger_update_update_1831a', table='citizens_barrier', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_barrierevent" ("citizen_id", "created_at", "how", "id", "jobcentre_id", "lifted_by_id", "lifted_on", "opened_by_id", "opened_on", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "text", "version", "word_id") VALUES (OLD."citizen_id", OLD."created_at", OLD."how", OLD."id", OLD."jobcentre_id", OLD."lifted_by_id", OLD."lifted_on", OLD."opened_by_id", OLD."opened_on", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."text", OLD."version", OLD."word_id"); RETURN NULL;', hash='09d7edafe261e8fc4fd6f00a654fb2d732a00d44', operation='DELETE', pgid='pgtrigger_delete_delete_d298e', table='citizens_barrier', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='ProfileLine',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('education', 'education'), ('work', 'work experience'), ('language', 'languages'), ('competence', 'competences'), ('resource', 'resources'), ('consideration', 'what matters at work')], max_length=20)),
                        ('text', models.CharField(blank=True, max_length=300, verbose_name='in own words')),
                        ('place', models.CharField(blank=True, max_length=120, verbose_name='where')),
                        ('level', models.CharField(blank=True, choices=[('', 'not written'), ('little', 'a little'), ('conversation', 'can talk with colleagues'), ('fluent', 'fluent'), ('mother', 'mother tongue')], max_length=20, verbose_name='how well')),
                        ('from_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='from year')),
                        ('to_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='to year')),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='profile', to='citizens.citizen')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('word', jobcenter.tenancy.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='citizens.profileword')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'citizen', 'kind'], name='profileline_of_citizen'), models.Index(fields=['jobcentre', 'word', 'citizen'], name='profileline_by_word')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['education', 'work', 'language', 'competence', 'resource', 'consideration'])), name='profileline_kind_known'), models.CheckConstraint(condition=models.Q(('level__in', ['', 'little', 'conversation', 'fluent', 'mother']), models.Q(('level', ''), ('kind', 'language'), _connector='OR')), name='profileline_level_of_a_language'), models.CheckConstraint(condition=models.Q(('word__isnull', False), ('text__regex', '\\S'), _connector='OR'), name='profileline_says_something', violation_error_message='Choose a word, or write your own.'), models.CheckConstraint(condition=models.Q(models.Q(('from_year__isnull', True), ('place', ''), ('to_year__isnull', True)), ('kind__in', ['education', 'work']), _connector='OR'), name='profileline_years_of_a_course'), models.CheckConstraint(condition=models.Q(models.Q(('from_year__isnull', True), ('from_year__gte', 1940), _connector='OR'), models.Q(('to_year__isnull', True), ('to_year__gte', 1940), _connector='OR'), models.Q(('from_year__isnull', True), ('to_year__isnull', True), ('to_year__gte', models.F('from_year')), _connector='OR')), name='profileline_years_forwards', violation_error_message='The last year is before the first.'), models.UniqueConstraint(condition=models.Q(('word__isnull', False), models.Q(('kind__in', ['education', 'work']), _negated=True)), fields=('jobcentre', 'citizen', 'kind', 'word'), name='profileline_word_once', violation_error_message='That is on the page already.'), jobcenter.tenancy.TenantRows(name='citizens_profileline_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='citizens_profileline_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='citizen', name='citizens_profileline_citizen_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='word', name='citizens_profileline_word_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_profilelineevent" ("citizen_id", "created_at", "from_year", "id", "jobcentre_id", "kind", "level", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "text", "to_year", "word_id") VALUES (NEW."citizen_id", NEW."created_at", NEW."from_year", NEW."id", NEW."jobcentre_id", NEW."kind", NEW."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."place", NEW."public_id", NEW."text", NEW."to_year", NEW."word_id"); RETURN NULL;', hash='8ac5e4c9667fd5235039dcbd567efefe3cc77785', operation='INSERT', pgid='pgtrigger_insert_insert_7330b', table='citizens_profileline', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "citizens_profilelineevent" ("citizen_id", "created_at", "from_year", "id", "jobcentre_id", "kind", "level", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "text", "to_year", "word_id") VALUES (NEW."citizen_id", NEW."created_at", NEW."from_year", NEW."id", NEW."jobcentre_id", NEW."kind", NEW."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place", NEW."public_id", NEW."text", NEW."to_year", NEW."word_id"); RETURN NULL;', hash='5016b47af9e9c4230ca9817bc5deeb0daecffd21', operation='UPDATE', pgid='pgtrigger_update_update_d4200', table='citizens_profileline', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "citizens_profilelineevent" ("citizen_id", "created_at", "from_year", "id", "jobcentre_id", "kind", "level", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "text", "to_year", "word_id") VALUES (OLD."citizen_id", OLD."created_at", OLD."from_year", OLD."id", OLD."jobcentre_id", OLD."kind", OLD."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place", OLD."public_id", OLD."text", OLD."to_year", OLD."word_id"); RETURN NULL;', hash='226570ad54998eca9a40dff13effc1200e680e05', operation='DELETE', pgid='pgtrigger_delete_delete_f6995', table='citizens_profileline', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='ProfileLineEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('education', 'education'), ('work', 'work experience'), ('language', 'languages'), ('competence', 'competences'), ('resource', 'resources'), ('consideration', 'what matters at work')], max_length=20)),
                        ('text', models.CharField(blank=True, max_length=300, verbose_name='in own words')),
                        ('place', models.CharField(blank=True, max_length=120, verbose_name='where')),
                        ('level', models.CharField(blank=True, choices=[('', 'not written'), ('little', 'a little'), ('conversation', 'can talk with colleagues'), ('fluent', 'fluent'), ('mother', 'mother tongue')], max_length=20, verbose_name='how well')),
                        ('from_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='from year')),
                        ('to_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='to year')),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.citizen')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='citizens.profileline')),
                        ('word', jobcenter.tenancy.TenantForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.profileword')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='citizens_profil_dd904fed_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='citizens_profilelineevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8ed19fe6d286131759e26976fbdf5db99a74be62', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2a7c7', table='citizens_profilelineevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='BarrierEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('text', models.CharField(blank=True, max_length=300, verbose_name='what is in the way')),
                        ('opened_on', models.DateField(verbose_name='opened')),
                        ('lifted_on', models.DateField(blank=True, null=True, verbose_name='cleared')),
                        ('how', models.CharField(blank=True, max_length=300, verbose_name='how it was cleared')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.citizen')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('lifted_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('opened_by', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('owner', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='citizens.barrier')),
                        ('word', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.profileword')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='citizens_barrie_d64aaa0d_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='citizens_barrierevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4c0f84b1cbb16d3073f087869a86e82ef4dfe84c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_adf07', table='citizens_barrierevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
