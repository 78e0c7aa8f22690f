import companies.models.enquiries
import django.db.models.deletion
import jobcenter.ids
import jobcenter.tenancy
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0001_initial'),
        ('jobcenter', '0002_entrance_hours'),
    ]

    operations = [
        migrations.CreateModel(
            name='Enquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('reference', models.CharField(db_collation='C', default=companies.models.enquiries.new_reference, max_length=8)),
                ('company_typed', models.CharField(blank=True, max_length=200, verbose_name='company as told')),
                ('asker_name', models.CharField(blank=True, max_length=120, verbose_name='who asks')),
                ('asker_phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('asker_email', models.CharField(blank=True, max_length=254, verbose_name='e-mail')),
                ('subject', models.CharField(choices=[('labour', 'need for labour'), ('trial', 'work trial or wage subsidy'), ('retention', 'keeping an employee'), ('redundancies', 'redundancies'), ('rules', 'rules and paperwork'), ('complaint', 'complaint'), ('other', 'something else')], max_length=14, verbose_name='about')),
                ('text', models.TextField(verbose_name='what is asked')),
                ('channel', models.CharField(choices=[('phone', 'phone'), ('form', 'form'), ('mail', 'e-mail'), ('walk_in', 'came by')], max_length=8, verbose_name='came in by')),
                ('language', models.CharField(choices=[('da', 'Danish'), ('en', 'English')], default='da', max_length=2, verbose_name='language')),
                ('received_at', models.DateTimeField(verbose_name='received')),
                ('due_at', models.DateTimeField(verbose_name='answer due')),
                ('state', models.CharField(choices=[('open', 'open'), ('taken', 'taken'), ('waiting', 'waiting for the company'), ('closed', 'closed')], default='open', max_length=8)),
                ('offered_at', models.DateTimeField(blank=True, null=True)),
                ('first_answer_at', models.DateTimeField(blank=True, null=True, verbose_name='first answer')),
                ('answer_minutes', models.PositiveIntegerField(blank=True, null=True)),
                ('has_news', models.BooleanField(default=False)),
                ('meeting_offer', models.CharField(blank=True, choices=[('planned', 'meeting planned'), ('later', 'would like one later'), ('declined', 'no, thank you')], max_length=8, verbose_name='meeting')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('closing', models.CharField(blank=True, choices=[('helped', 'helped'), ('not_for_us', 'not for us'), ('unreachable', 'could not be reached'), ('no_help', 'we could not help')], max_length=12, verbose_name='how it ended')),
                ('closing_note', models.CharField(blank=True, max_length=300, verbose_name='where to, or why')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company', verbose_name='company')),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('meeting', jobcenter.tenancy.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.contact')),
                ('offered_to', jobcenter.tenancy.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership', verbose_name='offered to')),
                ('owner', jobcenter.tenancy.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership', verbose_name='owner')),
                ('person', jobcenter.tenancy.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.contactperson', verbose_name='contact person')),
                ('workplace', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.workplace', verbose_name='workplace')),
            ],
            options={
                'verbose_name': 'enquiry',
                'indexes': [models.Index(condition=models.Q(('state', 'closed'), _negated=True), fields=['jobcentre', 'due_at', 'id'], name='enquiry_active'), models.Index(condition=models.Q(('first_answer_at__isnull', True), models.Q(('state', 'closed'), _negated=True)), fields=['jobcentre', 'received_at'], name='enquiry_unanswered'), models.Index(fields=['jobcentre', '-received_at', '-id'], name='enquiry_newest'), models.Index(fields=['jobcentre', 'subject', '-received_at', '-id'], name='enquiry_by_subject'), models.Index(fields=['jobcentre', 'owner', '-received_at', '-id'], name='enquiry_by_owner'), models.Index(fields=['jobcentre', 'company', '-received_at'], name='enquiry_by_company')],
                'constraints': [models.UniqueConstraint(fields=('jobcentre', 'reference'), name='enquiry_reference_once'), models.CheckConstraint(condition=models.Q(('reference__regex', '^[23456789BCDFGHJKLMNPQRSTVWXZ]{8}$')), name='enquiry_reference_shape'), models.CheckConstraint(condition=models.Q(('subject__in', ['labour', 'trial', 'retention', 'redundancies', 'rules', 'complaint', 'other'])), name='enquiry_subject_known', violation_error_message='Choose what it is about.'), models.CheckConstraint(condition=models.Q(('channel__in', ['phone', 'form', 'mail', 'walk_in'])), name='enquiry_channel_known'), models.CheckConstraint(condition=models.Q(('language__in', ['da', 'en'])), name='enquiry_language_known'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'taken', 'waiting', 'closed'])), name='enquiry_state_known'), models.CheckConstraint(condition=models.Q(('meeting_offer', ''), ('meeting_offer__in', ['planned', 'later', 'declined']), _connector='OR'), name='enquiry_meeting_offer_known'), models.CheckConstraint(condition=models.Q(('closing', ''), ('closing__in', ['helped', 'not_for_us', 'unreachable', 'no_help']), _connector='OR'), name='enquiry_closing_known'), models.CheckConstraint(condition=models.Q(('text__regex', '\\S')), name='enquiry_has_text', violation_error_message='Write what is asked.'), models.CheckConstraint(condition=models.Q(('company__isnull', False), models.Q(('asker_name', ''), _negated=True), models.Q(('asker_phone', ''), _negated=True), models.Q(('asker_email', ''), _negated=True), models.Q(('company_typed', ''), _negated=True), _connector='OR'), name='enquiry_has_asker', violation_error_message='Write who asks: a name, a number or a company.'), models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', True), ('workplace__isnull', True)), ('company__isnull', False), _connector='OR'), name='enquiry_place_has_company'), models.CheckConstraint(condition=models.Q(models.Q(('owner__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('owner__isnull', False)), _connector='OR'), name='enquiry_owned_once_taken', violation_error_message='An enquiry that is taken has an owner.'), models.CheckConstraint(condition=models.Q(models.Q(('offered_at__isnull', True), ('offered_to__isnull', True)), models.Q(('offered_at__isnull', False), ('offered_to__isnull', False), ('state__in', ['taken', 'waiting'])), _connector='OR'), name='enquiry_offer_complete'), models.CheckConstraint(condition=models.Q(('offered_to__isnull', True), models.Q(('offered_to', models.F('owner')), _negated=True), _connector='OR'), name='enquiry_offered_to_another', violation_error_message='Choose somebody else: this person owns it.'), models.CheckConstraint(condition=models.Q(models.Q(('answer_minutes__isnull', True), ('first_answer_at__isnull', True)), models.Q(('answer_minutes__isnull', False), ('first_answer_at__gte', models.F('received_at'))), _connector='OR'), name='enquiry_answer_measured'), models.CheckConstraint(condition=models.Q(('due_at__gte', models.F('received_at'))), name='enquiry_due_after_received'), models.CheckConstraint(condition=models.Q(('meeting__isnull', True), ('meeting_offer', 'planned'), _connector='OR'), name='enquiry_meeting_is_planned'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__gte', models.F('received_at')), ('state', 'closed'), models.Q(('closing', ''), _negated=True)), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at__isnull', True), ('closing', ''), ('closing_note', '')), _connector='OR'), name='enquiry_closed_has_reason', violation_error_message='A closed enquiry says how it ended.'), models.CheckConstraint(condition=models.Q(models.Q(('closing__in', ['not_for_us', 'no_help']), _negated=True), ('closing_note__regex', '\\S'), _connector='OR'), name='enquiry_closing_explained', violation_error_message='Write where the company was shown to, or why.'), jobcenter.tenancy.TenantRows(name='companies_enquiry_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_enquiry_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='person', name='companies_enquiry_person_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='owner', name='companies_enquiry_owner_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='offered_to', name='companies_enquiry_offered_to_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='meeting', name='companies_enquiry_meeting_same_jobcentre')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_enquiryevent" ("answer_minutes", "asker_email", "asker_name", "asker_phone", "channel", "closed_at", "closing", "closing_note", "company_id", "company_typed", "created_at", "due_at", "first_answer_at", "has_news", "id", "jobcentre_id", "language", "meeting_id", "meeting_offer", "offered_at", "offered_to_id", "owner_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "received_at", "reference", "state", "subject", "version", "workplace_id") VALUES (NEW."answer_minutes", NEW."asker_email", NEW."asker_name", NEW."asker_phone", NEW."channel", NEW."closed_at", NEW."closing", NEW."closing_note", NEW."company_id", NEW."company_typed", NEW."created_at", NEW."due_at", NEW."first_answer_at", NEW."has_news", NEW."id", NEW."jobcentre_id", NEW."language", NEW."meeting_id", NEW."meeting_offer", NEW."offered_at", NEW."offered_to_id", NEW."owner_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."received_at", NEW."reference", NEW."state", NEW."subject", NEW."version", NEW."workplace_id"); RETURN NULL;', hash='aea3aa68b10506aaf1afab7a542fcfd3a7f85f8f', operation='INSERT', pgid='pgtrigger_insert_insert_6d606', table='companies_enquiry', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."answer_minutes" IS DISTINCT FROM (NEW."answer_minutes") OR OLD."asker_email" IS DISTINCT FROM (NEW."asker_email") OR OLD."asker_name" IS DISTINCT FROM (NEW."asker_name") OR OLD."asker_phone" IS DISTINCT FROM (NEW."asker_phone") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."closing" IS DISTINCT FROM (NEW."closing") OR OLD."closing_note" IS DISTINCT FROM (NEW."closing_note") OR OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."company_typed" IS DISTINCT FROM (NEW."company_typed") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."due_at" IS DISTINCT FROM (NEW."due_at") OR OLD."first_answer_at" IS DISTINCT FROM (NEW."first_answer_at") OR OLD."has_news" IS DISTINCT FROM (NEW."has_news") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jobcentre_id" IS DISTINCT FROM (NEW."jobcentre_id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."meeting_offer" IS DISTINCT FROM (NEW."meeting_offer") OR OLD."offered_at" IS DISTINCT FROM (NEW."offered_at") OR OLD."offered_to_id" IS DISTINCT FROM (NEW."offered_to_id") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."workplace_id" IS DISTINCT FROM (NEW."workplace_id"))', func='INSERT INTO "companies_enquiryevent" ("answer_minutes", "asker_email", "asker_name", "asker_phone", "channel", "closed_at", "closing", "closing_note", "company_id", "company_typed", "created_at", "due_at", "first_answer_at", "has_news", "id", "jobcentre_id", "language", "meeting_id", "meeting_offer", "offered_at", "offered_to_id", "owner_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "received_at", "reference", "state", "subject", "version", "workplace_id") VALUES (NEW."answer_minutes", NEW."asker_email", NEW."asker_name", NEW."asker_phone", NEW."channel", NEW."closed_at", NEW."closing", NEW."closing_note", NEW."company_id", NEW."company_typed", NEW."created_at", NEW."due_at", NEW."first_answer_at", NEW."has_news", NEW."id", NEW."jobcentre_id", NEW."language", NEW."meeting_id", NEW."meeting_offer", NEW."offered_at", NEW."offered_to_id", NEW."owner_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."received_at", NEW."reference", NEW."state", NEW."subject", NEW."version", NEW."workplace_id"); RETURN NULL;', hash='b0ab919165a0b851244b5c416799c091d9b3abeb', operation='UPDATE', pgid='pgtrigger_update_update_2fe50', table='companies_enquiry', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_enquiryevent" ("answer_minutes", "asker_email", "asker_name", "asker_phone", "channel", "closed_at", "closing", "closing_note", "company_id", "company_typed", "created_at", "due_at", "first_answer_at", "has_news", "id", "jobcentre_id", "language", "meeting_id", "meeting_offer", "offered_at", "offered_to_id", "owner_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "received_at", "reference", "state", "subject", "version", "workplace_id") VALUES (OLD."answer_minutes", OLD."asker_email", OLD."asker_name", OLD."asker_phone", OLD."channel", OLD."closed_at", OLD."closing", OLD."closing_note", OLD."company_id", OLD."company_typed", OLD."created_at", OLD."due_at", OLD."first_answer_at", OLD."has_news", OLD."id", OLD."jobcentre_id", OLD."language", OLD."meeting_id", OLD."meeting_offer", OLD."offered_at", OLD."offered_to_id", OLD."owner_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."received_at", OLD."reference", OLD."state", OLD."subject", OLD."version", OLD."workplace_id"); RETURN NULL;', hash='314e0fb41a4c934b41a055bcd11177b8debcab4d', operation='DELETE', pgid='pgtrigger_delete_delete_d194a', table='companies_enquiry', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='EnquiryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('reference', models.CharField(db_collation='C', default=companies.models.enquiries.new_reference, max_length=8)),
                ('company_typed', models.CharField(blank=True, max_length=200, verbose_name='company as told')),
                ('asker_name', models.CharField(blank=True, max_length=120, verbose_name='who asks')),
                ('asker_phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('asker_email', models.CharField(blank=True, max_length=254, verbose_name='e-mail')),
                ('subject', models.CharField(choices=[('labour', 'need for labour'), ('trial', 'work trial or wage subsidy'), ('retention', 'keeping an employee'), ('redundancies', 'redundancies'), ('rules', 'rules and paperwork'), ('complaint', 'complaint'), ('other', 'something else')], max_length=14, verbose_name='about')),
                ('channel', models.CharField(choices=[('phone', 'phone'), ('form', 'form'), ('mail', 'e-mail'), ('walk_in', 'came by')], max_length=8, verbose_name='came in by')),
                ('language', models.CharField(choices=[('da', 'Danish'), ('en', 'English')], default='da', max_length=2, verbose_name='language')),
                ('received_at', models.DateTimeField(verbose_name='received')),
                ('due_at', models.DateTimeField(verbose_name='answer due')),
                ('state', models.CharField(choices=[('open', 'open'), ('taken', 'taken'), ('waiting', 'waiting for the company'), ('closed', 'closed')], default='open', max_length=8)),
                ('offered_at', models.DateTimeField(blank=True, null=True)),
                ('first_answer_at', models.DateTimeField(blank=True, null=True, verbose_name='first answer')),
                ('answer_minutes', models.PositiveIntegerField(blank=True, null=True)),
                ('has_news', models.BooleanField(default=False)),
                ('meeting_offer', models.CharField(blank=True, choices=[('planned', 'meeting planned'), ('later', 'would like one later'), ('declined', 'no, thank you')], max_length=8, verbose_name='meeting')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('closing', models.CharField(blank=True, choices=[('helped', 'helped'), ('not_for_us', 'not for us'), ('unreachable', 'could not be reached'), ('no_help', 'we could not help')], max_length=12, verbose_name='how it ended')),
                ('closing_note', models.CharField(blank=True, max_length=300, verbose_name='where to, or why')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('company', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company', verbose_name='company')),
                ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('meeting', jobcenter.tenancy.TenantForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.contact')),
                ('offered_to', jobcenter.tenancy.TenantForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership', verbose_name='offered to')),
                ('owner', jobcenter.tenancy.TenantForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership', verbose_name='owner')),
                ('person', jobcenter.tenancy.TenantForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.contactperson', verbose_name='contact person')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.enquiry')),
                ('workplace', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.workplace', verbose_name='workplace')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_enqui_7e16d5dc_obj')],
                'constraints': [jobcenter.tenancy.TenantRows(name='companies_enquiryevent_tenant')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='37e688a4f2888962d459396c71d70dfb3835065f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_51fa5', table='companies_enquiryevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='EnquiryLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('asked', 'enquiry'), ('added', 'more from the company'), ('answered_mail', 'answered by e-mail'), ('answered_phone', 'answered by phone or in person'), ('note', 'note'), ('taken', 'taken'), ('offered', 'hand-over offered'), ('accepted', 'hand-over accepted'), ('declined', 'hand-over declined'), ('withdrawn', 'hand-over withdrawn'), ('meeting', 'meeting offered'), ('closed', 'closed'), ('reopened', 'opened again')], max_length=14)),
                ('at', models.DateTimeField()),
                ('text', models.TextField(blank=True)),
                ('sender', models.CharField(blank=True, max_length=254)),
                ('attachments', models.JSONField(blank=True, default=list)),
                ('by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                ('enquiry', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='companies.enquiry')),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                ('to', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
            ],
            options={
                'indexes': [models.Index(fields=['jobcentre', 'enquiry', 'at', 'id'], name='enquiryline_thread')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['asked', 'added', 'answered_mail', 'answered_phone', 'note', 'taken', 'offered', 'accepted', 'declined', 'withdrawn', 'meeting', 'closed', 'reopened'])), name='enquiryline_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['added', 'answered_mail', 'answered_phone', 'asked', 'note']), _negated=True), ('text__regex', '\\S'), _connector='OR'), name='enquiryline_written_has_text', violation_error_message='Write something.'), models.CheckConstraint(condition=models.Q(('kind__in', ['added', 'asked', 'reopened']), ('by__isnull', False), _connector='OR'), name='enquiryline_ours_has_author'), jobcenter.tenancy.TenantRows(name='companies_enquiryline_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_enquiryline_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='enquiry', name='companies_enquiryline_enquiry_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='by', name='companies_enquiryline_by_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='to', name='companies_enquiryline_to_same_jobcentre')],
            },
        ),
        migrations.CreateModel(
            name='IncomingMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message_hash', models.CharField(max_length=64)),
                ('sender_hash', models.CharField(max_length=64)),
                ('read_at', models.DateTimeField()),
                ('outcome', models.CharField(choices=[('new', 'became an enquiry'), ('continued', 'continued an enquiry'), ('automatic', 'automatic, left alone'), ('loop', 'our own mail, left alone'), ('too_many', 'too many from one sender today'), ('empty', 'nothing in it')], max_length=10)),
                ('enquiry', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.enquiry')),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
            ],
            options={
                'indexes': [models.Index(fields=['jobcentre', 'sender_hash', 'read_at'], name='incomingmail_sender')],
                'constraints': [models.UniqueConstraint(fields=('jobcentre', 'message_hash'), name='incomingmail_once'), models.CheckConstraint(condition=models.Q(('outcome__in', ['new', 'continued', 'automatic', 'loop', 'too_many', 'empty'])), name='incomingmail_outcome_known'), jobcenter.tenancy.TenantRows(name='companies_incomingmail_tenant'), jobcenter.tenancy.SameJobcentre(field='enquiry', name='companies_incomingmail_enquiry_same_jobcentre')],
            },
        ),
        migrations.CreateModel(
            name='MailboxReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('read_at', models.DateTimeField()),
                ('last_mail_at', models.DateTimeField(null=True)),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('jobcentre',), name='mailboxreading_one_each'), jobcenter.tenancy.TenantRows(name='companies_mailboxreading_tenant')],
            },
        ),
    ]
