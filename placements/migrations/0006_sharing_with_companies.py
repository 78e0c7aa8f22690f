import django.contrib.postgres.fields
import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0004_answers_seen'),
        ('companies', '0022_sickness_absence'),
        ('jobcenter', '0006_citizen_timeline_groups'),
        ('placements', '0005_placements_for_needs'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='Sharing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('form', models.CharField(choices=[('job', 'A springboard to a job'), ('learn', 'To learn something'), ('clarify', 'To find out what is possible')], max_length=10, verbose_name='what it is for')),
                        ('state', models.CharField(choices=[('draft', 'draft'), ('approved', 'approved, not sent'), ('sent', 'shared'), ('withdrawn', 'withdrawn'), ('lapsed', 'run out')], default='draft', max_length=10)),
                        ('strengths', models.TextField(blank=True, verbose_name='strengths')),
                        ('competences', models.TextField(blank=True, verbose_name='competences')),
                        ('wishes', models.TextField(blank=True, verbose_name='wishes')),
                        ('at_work', models.TextField(blank=True, verbose_name='what it means at work')),
                        ('to_do', models.TextField(blank=True, verbose_name='what to do')),
                        ('basis', models.CharField(max_length=20, verbose_name='legal basis')),
                        ('legal_ref', models.CharField(max_length=80)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('approved_at', models.DateTimeField(null=True)),
                        ('approved_how', models.CharField(blank=True, choices=[('meeting', 'read it on this screen, at a meeting'), ('phone', 'heard it on the telephone'), ('own', "on the citizen's own page")], max_length=10)),
                        ('until', models.DateField(null=True, verbose_name='until and including')),
                        ('sent_at', models.DateTimeField(null=True)),
                        ('stopped_at', models.DateTimeField(null=True)),
                        ('stopped_because', models.CharField(blank=True, choices=[('citizen', 'the citizen took the yes back'), ('us', 'we stopped it'), ('replaced', 'a newer text took its place'), ('time', 'the approval ran out'), ('placement', 'the placement was stopped'), ('case', 'the case has ended')], max_length=10)),
                        ('approved_with', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sharings', to='citizens.citizen')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('placement', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sharings', to='placements.placement')),
                        ('stopped_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'ordering': ('-id',),
                        'indexes': [models.Index(fields=['jobcentre', 'citizen', '-id'], name='sharing_of_citizen'), models.Index(fields=['jobcentre', 'placement'], name='sharing_of_placement'), models.Index(condition=models.Q(('state', 'sent')), fields=['jobcentre', 'company'], name='sharing_shared')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('form__in', ['job', 'learn', 'clarify'])), name='sharing_form_known'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'approved', 'sent', 'withdrawn', 'lapsed'])), name='sharing_state_known'), models.CheckConstraint(condition=models.Q(('approved_how', ''), ('approved_how__in', ['meeting', 'phone', 'own']), _connector='OR'), name='sharing_approved_how_known'), models.CheckConstraint(condition=models.Q(('stopped_because', ''), ('stopped_because__in', ['citizen', 'us', 'replaced', 'time', 'placement', 'case']), _connector='OR'), name='sharing_stopped_known'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', True), ('approved_how', ''), ('state', 'draft'), ('until__isnull', True)), models.Q(models.Q(('state', 'draft'), _negated=True), ('approved_at__isnull', False), ('until__isnull', False), models.Q(('approved_how', ''), _negated=True)), _connector='OR'), name='sharing_approved_whole', violation_error_message='Nothing is shared before the citizen has said yes.'), models.CheckConstraint(condition=models.Q(models.Q(('approved_how', 'own'), ('approved_with__isnull', True)), models.Q(('approved_how__in', ['meeting', 'phone']), ('approved_with__isnull', False)), models.Q(('approved_how', ''), ('approved_with__isnull', True)), _connector='OR'), name='sharing_approved_by_somebody'), models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('at_work__regex', '\\S'), ('strengths__regex', '\\S'), ('to_do__regex', '\\S')), _connector='OR'), name='sharing_text_whole', violation_error_message='Strengths, what it means at work and what to do belong in every text.'), models.CheckConstraint(condition=models.Q(models.Q(('strengths__regex', '(^|\\D)([0-3]|[6-9])\\d[01]\\d{3}[- ]?\\d{4}(\\D|$)'), _negated=True), models.Q(('competences__regex', '(^|\\D)([0-3]|[6-9])\\d[01]\\d{3}[- ]?\\d{4}(\\D|$)'), _negated=True), models.Q(('wishes__regex', '(^|\\D)([0-3]|[6-9])\\d[01]\\d{3}[- ]?\\d{4}(\\D|$)'), _negated=True), models.Q(('at_work__regex', '(^|\\D)([0-3]|[6-9])\\d[01]\\d{3}[- ]?\\d{4}(\\D|$)'), _negated=True), models.Q(('to_do__regex', '(^|\\D)([0-3]|[6-9])\\d[01]\\d{3}[- ]?\\d{4}(\\D|$)'), _negated=True)), name='sharing_without_number', violation_error_message='Something here looks like a citizen number. A company never gets it.'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', True), ('state__in', ['draft', 'approved'])), models.Q(('sent_at__isnull', False), ('state', 'sent')), ('state__in', ['withdrawn', 'lapsed']), _connector='OR'), name='sharing_sent_has_moment'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['withdrawn', 'lapsed']), ('stopped_at__isnull', False), models.Q(('stopped_because', ''), _negated=True)), models.Q(('state__in', ['draft', 'approved', 'sent']), ('stopped_at__isnull', True), ('stopped_because', '')), _connector='OR'), name='sharing_stopped_whole'), models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'approved'])), fields=('jobcentre', 'citizen', 'company'), name='sharing_one_in_work', violation_error_message='A text for this company is being written already.'), models.UniqueConstraint(condition=models.Q(('state', 'sent')), fields=('jobcentre', 'citizen', 'company'), name='sharing_one_shared', violation_error_message='A text is shared with this company already.'), jobcenter.tenancy.TenantRows(name='placements_sharing_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='placements_sharing_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='citizen', name='placements_sharing_citizen_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='placement', name='placements_sharing_placement_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='by', name='placements_sharing_by_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='approved_with', name='placements_sharing_approved_with_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='stopped_by', name='placements_sharing_stopped_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='approved_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" IN (\'approved\', \'sent\', \'withdrawn\', \'lapsed\') AND (OLD."strengths" IS DISTINCT FROM (NEW."strengths") OR OLD."competences" IS DISTINCT FROM (NEW."competences") OR OLD."wishes" IS DISTINCT FROM (NEW."wishes") OR OLD."at_work" IS DISTINCT FROM (NEW."at_work") OR OLD."to_do" IS DISTINCT FROM (NEW."to_do") OR OLD."form" IS DISTINCT FROM (NEW."form") OR OLD."until" IS DISTINCT FROM (NEW."until") OR OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."citizen_id" IS DISTINCT FROM (NEW."citizen_id")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e735756e49750c9530d921a90cb5d7c0aeab2566', operation='UPDATE', pgid='pgtrigger_approved_is_frozen_6ef68', table='placements_sharing', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_sharingevent" ("approved_at", "approved_how", "approved_with_id", "basis", "by_id", "citizen_id", "company_id", "created_at", "form", "id", "jobcentre_id", "legal_ref", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "public_id", "sent_at", "state", "stopped_at", "stopped_because", "stopped_by_id", "until", "version") VALUES (NEW."approved_at", NEW."approved_how", NEW."approved_with_id", NEW."basis", NEW."by_id", NEW."citizen_id", NEW."company_id", NEW."created_at", NEW."form", NEW."id", NEW."jobcentre_id", NEW."legal_ref", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."placement_id", NEW."public_id", NEW."sent_at", NEW."state", NEW."stopped_at", NEW."stopped_because", NEW."stopped_by_id", NEW."until", NEW."version"); RETURN NULL;', hash='4379b826a911816e14a9ae8afb179be085f7de96', operation='INSERT', pgid='pgtrigger_insert_insert_b88cc', table='placements_sharing', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."approved_at" IS DISTINCT FROM (NEW."approved_at") OR OLD."approved_how" IS DISTINCT FROM (NEW."approved_how") OR OLD."approved_with_id" IS DISTINCT FROM (NEW."approved_with_id") OR OLD."basis" IS DISTINCT FROM (NEW."basis") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."citizen_id" IS DISTINCT FROM (NEW."citizen_id") OR OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."form" IS DISTINCT FROM (NEW."form") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jobcentre_id" IS DISTINCT FROM (NEW."jobcentre_id") OR OLD."legal_ref" IS DISTINCT FROM (NEW."legal_ref") OR OLD."placement_id" IS DISTINCT FROM (NEW."placement_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."stopped_at" IS DISTINCT FROM (NEW."stopped_at") OR OLD."stopped_because" IS DISTINCT FROM (NEW."stopped_because") OR OLD."stopped_by_id" IS DISTINCT FROM (NEW."stopped_by_id") OR OLD."until" IS DISTINCT FROM (NEW."until") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "placements_sharingevent" ("approved_at", "approved_how", "approved_with_id", "basis", "by_id", "citizen_id", "company_id", "created_at", "form", "id", "jobcentre_id", "legal_ref", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "public_id", "sent_at", "state", "stopped_at", "stopped_because", "stopped_by_id", "until", "version") VALUES (NEW."approved_at", NEW."approved_how", NEW."approved_with_id", NEW."basis", NEW."by_id", NEW."citizen_id", NEW."company_id", NEW."created_at", NEW."form", NEW."id", NEW."jobcentre_id", NEW."legal_ref", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."placement_id", NEW."public_id", NEW."sent_at", NEW."state", NEW."stopped_at", NEW."stopped_because", NEW."stopped_by_id", NEW."until", NEW."version"); RETURN NULL;', hash='5479d514477651612b27f496b60351b9bc8a4735', operation='UPDATE', pgid='pgtrigger_update_update_c4d41', table='placements_sharing', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_sharingevent" ("approved_at", "approved_how", "approved_with_id", "basis", "by_id", "citizen_id", "company_id", "created_at", "form", "id", "jobcentre_id", "legal_ref", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "public_id", "sent_at", "state", "stopped_at", "stopped_because", "stopped_by_id", "until", "version") VALUES (OLD."approved_at", OLD."approved_how", OLD."approved_with_id", OLD."basis", OLD."by_id", OLD."citizen_id", OLD."company_id", OLD."created_at", OLD."form", OLD."id", OLD."jobcentre_id", OLD."legal_ref", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."placement_id", OLD."public_id", OLD."sent_at", OLD."state", OLD."stopped_at", OLD."stopped_because", OLD."stopped_by_id", OLD."until", OLD."version"); RETURN NULL;', hash='d743fb9403e6ab935d1c149023b7b0008a1a9e7d', operation='DELETE', pgid='pgtrigger_delete_delete_2d1b3', table='placements_sharing', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='SharingEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('form', models.CharField(choices=[('job', 'A springboard to a job'), ('learn', 'To learn something'), ('clarify', 'To find out what is possible')], max_length=10, verbose_name='what it is for')),
                        ('state', models.CharField(choices=[('draft', 'draft'), ('approved', 'approved, not sent'), ('sent', 'shared'), ('withdrawn', 'withdrawn'), ('lapsed', 'run out')], default='draft', max_length=10)),
                        ('basis', models.CharField(max_length=20, verbose_name='legal basis')),
                        ('legal_ref', models.CharField(max_length=80)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('approved_at', models.DateTimeField(null=True)),
                        ('approved_how', models.CharField(blank=True, choices=[('meeting', 'read it on this screen, at a meeting'), ('phone', 'heard it on the telephone'), ('own', "on the citizen's own page")], max_length=10)),
                        ('until', models.DateField(null=True, verbose_name='until and including')),
                        ('sent_at', models.DateTimeField(null=True)),
                        ('stopped_at', models.DateTimeField(null=True)),
                        ('stopped_because', models.CharField(blank=True, choices=[('citizen', 'the citizen took the yes back'), ('us', 'we stopped it'), ('replaced', 'a newer text took its place'), ('time', 'the approval ran out'), ('placement', 'the placement was stopped'), ('case', 'the case has ended')], max_length=10)),
                        ('approved_with', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('by', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('citizen', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='citizens.citizen')),
                        ('company', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='placements.sharing')),
                        ('placement', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.placement')),
                        ('stopped_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='placements_shar_e1491056_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='placements_sharingevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fc528b6f4e7bc7f535813a25795946e508613d94', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_99e5f', table='placements_sharingevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='SharingReader',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('person', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.contactperson')),
                        ('sharing', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readers', to='placements.sharing')),
                    ],
                    options={
                        'ordering': ('id',),
                        'indexes': [models.Index(fields=['jobcentre', 'sharing'], name='sharingreader_of'), models.Index(fields=['jobcentre', 'person'], name='sharingreader_person')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='placements_sharingreader_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='placements_sharingreader_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='sharing', name='placements_sharingreader_sharing_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='person', name='placements_sharingreader_person_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_sharingreaderevent" ("created_at", "id", "jobcentre_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sharing_id") VALUES (NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."sharing_id"); RETURN NULL;', hash='394da490bd7f9597e17ccbae918dc81d4c2d04a9', operation='INSERT', pgid='pgtrigger_insert_insert_29682', table='placements_sharingreader', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_sharingreaderevent" ("created_at", "id", "jobcentre_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sharing_id") VALUES (NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."sharing_id"); RETURN NULL;', hash='5c254c43a4b7f44d0f622bd3ea0228e0d5f3947f', operation='UPDATE', pgid='pgtrigger_update_update_9ffd5', table='placements_sharingreader', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_sharingreaderevent" ("created_at", "id", "jobcentre_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sharing_id") VALUES (OLD."created_at", OLD."id", OLD."jobcentre_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."sharing_id"); RETURN NULL;', hash='7ce84a86acd509d82fbfb8785fc8e062f560d08a', operation='DELETE', pgid='pgtrigger_delete_delete_a57cb', table='placements_sharingreader', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='SharingLook',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('at', models.DateTimeField()),
                        ('way', models.CharField(choices=[('link', 'by the link in the mail'), ('page', "on the company's own page"), ('mentor', 'from the weekly status')], max_length=10)),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('reader', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='placements.sharingreader')),
                    ],
                    options={
                        'ordering': ('-at', '-id'),
                        'indexes': [models.Index(fields=['jobcentre', 'reader', '-at'], name='sharinglook_of')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('way__in', ['link', 'page', 'mentor'])), name='sharinglook_way_known'), jobcenter.tenancy.TenantRows(name='placements_sharinglook_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='placements_sharinglook_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='reader', name='placements_sharinglook_reader_same_jobcentre')],
                    },
                ),
                migrations.CreateModel(
                    name='SharingReaderEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('person', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.contactperson')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='placements.sharingreader')),
                        ('sharing', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.sharing')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='placements_shar_b87e1086_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='placements_sharingreaderevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1ab10eaf37d6db7403cf0ac5771f9aca768531d1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_77d0a', table='placements_sharingreaderevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='WarningWords',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None, verbose_name='words')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('jobcentre',), name='warningwords_once'), jobcenter.tenancy.TenantRows(name='placements_warningwords_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='placements_warningwords_in_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_warningwordsevent" ("created_at", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "words") VALUES (NEW."created_at", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."words"); RETURN NULL;', hash='2def088776aee52fa00b85e558cb495436d992a8', operation='INSERT', pgid='pgtrigger_insert_insert_e27e2', table='placements_warningwords', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_warningwordsevent" ("created_at", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "words") VALUES (NEW."created_at", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."words"); RETURN NULL;', hash='b903f20b28451bf0ae046d2b06e49ed25cb7d360', operation='UPDATE', pgid='pgtrigger_update_update_bfb60', table='placements_warningwords', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_warningwordsevent" ("created_at", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "words") VALUES (OLD."created_at", OLD."id", OLD."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."words"); RETURN NULL;', hash='e155dc620b05ddacc2806950d7ac7961642a2e9d', operation='DELETE', pgid='pgtrigger_delete_delete_b1ccb', table='placements_warningwords', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='WarningWordsEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None, verbose_name='words')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='placements.warningwords')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='placements_warn_bfd290ec_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='placements_warningwordsevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='db846b54204b52f2b8e7087e038640ab33b14165', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ac7e6', table='placements_warningwordsevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
    ]
