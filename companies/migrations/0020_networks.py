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
        ('companies', '0019_needs'),
        ('jobcenter', '0005_one_entrance_and_places_timeline'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='Network',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('experience', 'experience network'), ('project', 'project network'), ('knowledge', 'knowledge network'), ('front_runner', 'front-runner network'), ('training', 'training network'), ('relation', 'relation network')], max_length=15, verbose_name='kind')),
                        ('name', models.CharField(max_length=120, verbose_name='name')),
                        ('purpose', models.CharField(max_length=300, verbose_name='purpose')),
                        ('content', models.TextField(blank=True, max_length=2000, verbose_name='what is taught')),
                        ('hours', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='hours of training')),
                        ('days_needed', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days for the certificate')),
                        ('results', models.TextField(blank=True, max_length=3000, verbose_name='results')),
                        ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('parent', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='companies.network')),
                        ('responsible', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'ended_on', 'name', 'id'], name='network_by_name'), models.Index(fields=['jobcentre', 'parent'], name='network_parent')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['experience', 'project', 'knowledge', 'front_runner', 'training', 'relation'])), name='network_kind_known'), models.CheckConstraint(condition=models.Q(('name__regex', '\\S'), ('purpose__regex', '\\S')), name='network_says_what_for', violation_error_message='A network needs a name and a stated purpose.'), models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='network_not_its_own_parent'), models.CheckConstraint(condition=models.Q(models.Q(('days_needed__gte', 1), ('hours__gte', 1), ('kind', 'training')), models.Q(models.Q(('kind', 'training'), _negated=True), ('days_needed__isnull', True), ('hours__isnull', True)), _connector='OR'), name='network_training_is_counted', violation_error_message='Training has hours, and days for the certificate.'), jobcenter.tenancy.TenantRows(name='companies_network_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_network_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='parent', name='companies_network_parent_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='responsible', name='companies_network_responsible_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_networkevent" ("content", "created_at", "days_needed", "ended_on", "hours", "id", "jobcentre_id", "kind", "name", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "purpose", "responsible_id", "results", "version") VALUES (NEW."content", NEW."created_at", NEW."days_needed", NEW."ended_on", NEW."hours", NEW."id", NEW."jobcentre_id", NEW."kind", NEW."name", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."purpose", NEW."responsible_id", NEW."results", NEW."version"); RETURN NULL;', hash='657979a8c7d73470dddd57942764a454bd0b6ecb', operation='INSERT', pgid='pgtrigger_insert_insert_e2540', table='companies_network', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_networkevent" ("content", "created_at", "days_needed", "ended_on", "hours", "id", "jobcentre_id", "kind", "name", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "purpose", "responsible_id", "results", "version") VALUES (NEW."content", NEW."created_at", NEW."days_needed", NEW."ended_on", NEW."hours", NEW."id", NEW."jobcentre_id", NEW."kind", NEW."name", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."purpose", NEW."responsible_id", NEW."results", NEW."version"); RETURN NULL;', hash='d1418b1ab7b1ffdb7c3c598b431f674dedfbb27d', operation='UPDATE', pgid='pgtrigger_update_update_aa5d5', table='companies_network', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_networkevent" ("content", "created_at", "days_needed", "ended_on", "hours", "id", "jobcentre_id", "kind", "name", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "purpose", "responsible_id", "results", "version") VALUES (OLD."content", OLD."created_at", OLD."days_needed", OLD."ended_on", OLD."hours", OLD."id", OLD."jobcentre_id", OLD."kind", OLD."name", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."purpose", OLD."responsible_id", OLD."results", OLD."version"); RETURN NULL;', hash='b8a3ee56280381c770878ec363415f324e779eac', operation='DELETE', pgid='pgtrigger_delete_delete_fd094', table='companies_network', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='NetworkEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('kind', models.CharField(choices=[('experience', 'experience network'), ('project', 'project network'), ('knowledge', 'knowledge network'), ('front_runner', 'front-runner network'), ('training', 'training network'), ('relation', 'relation network')], max_length=15, verbose_name='kind')),
                        ('name', models.CharField(max_length=120, verbose_name='name')),
                        ('purpose', models.CharField(max_length=300, verbose_name='purpose')),
                        ('content', models.TextField(blank=True, max_length=2000, verbose_name='what is taught')),
                        ('hours', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='hours of training')),
                        ('days_needed', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days for the certificate')),
                        ('results', models.TextField(blank=True, max_length=3000, verbose_name='results')),
                        ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('parent', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.network')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.network')),
                        ('responsible', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_netwo_6c0bbf43_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='companies_networkevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='84984edaa70162ab1ef71a64b2c35ac92b41db20', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d9db4', table='companies_networkevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='NetworkMember',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('joined_on', models.DateField(verbose_name='joined')),
                        ('left_on', models.DateField(blank=True, null=True, verbose_name='left')),
                        ('certified_on', models.DateField(blank=True, null=True, verbose_name='certificate given')),
                        ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('network', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='companies.network')),
                        ('person', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.contactperson')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'network', 'left_on'], name='networkmember_now'), models.Index(fields=['jobcentre', 'company'], name='networkmember_company'), models.Index(fields=['jobcentre', 'person'], name='networkmember_person')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('left_on__isnull', True)), fields=('jobcentre', 'network', 'person'), name='networkmember_once', violation_error_message='This person is a member already.'), models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='networkmember_left_later'), jobcenter.tenancy.TenantRows(name='companies_networkmember_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_networkmember_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='network', name='companies_networkmember_network_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='person', name='companies_networkmember_person_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_networkmemberevent" ("certified_on", "company_id", "created_at", "id", "jobcentre_id", "joined_on", "left_on", "network_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (NEW."certified_on", NEW."company_id", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."joined_on", NEW."left_on", NEW."network_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id"); RETURN NULL;', hash='b75e554e84b46092f00e849c213b50b3de929a78', operation='INSERT', pgid='pgtrigger_insert_insert_9f562', table='companies_networkmember', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_networkmemberevent" ("certified_on", "company_id", "created_at", "id", "jobcentre_id", "joined_on", "left_on", "network_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (NEW."certified_on", NEW."company_id", NEW."created_at", NEW."id", NEW."jobcentre_id", NEW."joined_on", NEW."left_on", NEW."network_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id"); RETURN NULL;', hash='c9c52b843aa839d316c1da54cf6bc5f06752fad7', operation='UPDATE', pgid='pgtrigger_update_update_b4625', table='companies_networkmember', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_networkmemberevent" ("certified_on", "company_id", "created_at", "id", "jobcentre_id", "joined_on", "left_on", "network_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (OLD."certified_on", OLD."company_id", OLD."created_at", OLD."id", OLD."jobcentre_id", OLD."joined_on", OLD."left_on", OLD."network_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id"); RETURN NULL;', hash='df96975ca35446cff7847683153d11de5c22ce68', operation='DELETE', pgid='pgtrigger_delete_delete_28c32', table='companies_networkmember', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='NetworkMemberEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('joined_on', models.DateField(verbose_name='joined')),
                        ('left_on', models.DateField(blank=True, null=True, verbose_name='left')),
                        ('certified_on', models.DateField(blank=True, null=True, verbose_name='certificate given')),
                        ('company', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('network', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.network')),
                        ('person', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.contactperson')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.networkmember')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_netwo_dcb75912_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='companies_networkmemberevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='61018c159a6d283ab1b029fe639da8531552770e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0ab9f', table='companies_networkmemberevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Newsletter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('title', models.CharField(max_length=120, verbose_name='subject line')),
                        ('blocks', models.JSONField(default=list)),
                        ('state', models.CharField(choices=[('draft', 'being written'), ('sent', 'sent')], default='draft', max_length=5)),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('sent_to', models.PositiveIntegerField(blank=True, null=True, verbose_name='recipients')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('written_by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', '-id'], name='newsletter_newest')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'sent'])), name='newsletter_state_known'), models.CheckConstraint(condition=models.Q(('title__regex', '\\S')), name='newsletter_has_title', violation_error_message='Write a subject line.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), models.Q(('sent_at__isnull', False), ('sent_to__isnull', False)), _connector='OR'), name='newsletter_sent_whole'), jobcenter.tenancy.TenantRows(name='companies_newsletter_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_newsletter_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='written_by', name='companies_newsletter_written_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_newsletterevent" ("blocks", "created_at", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sent_at", "sent_to", "state", "title", "version", "written_by_id") VALUES (NEW."blocks", NEW."created_at", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."sent_at", NEW."sent_to", NEW."state", NEW."title", NEW."version", NEW."written_by_id"); RETURN NULL;', hash='0627972ed03330ee02a8b7b040c3974df2ea6b1f', operation='INSERT', pgid='pgtrigger_insert_insert_b569b', table='companies_newsletter', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_newsletterevent" ("blocks", "created_at", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sent_at", "sent_to", "state", "title", "version", "written_by_id") VALUES (NEW."blocks", NEW."created_at", NEW."id", NEW."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."sent_at", NEW."sent_to", NEW."state", NEW."title", NEW."version", NEW."written_by_id"); RETURN NULL;', hash='5224f885834eeec0d65401637fd572490cdec654', operation='UPDATE', pgid='pgtrigger_update_update_175bd', table='companies_newsletter', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_newsletterevent" ("blocks", "created_at", "id", "jobcentre_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sent_at", "sent_to", "state", "title", "version", "written_by_id") VALUES (OLD."blocks", OLD."created_at", OLD."id", OLD."jobcentre_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."sent_at", OLD."sent_to", OLD."state", OLD."title", OLD."version", OLD."written_by_id"); RETURN NULL;', hash='37f5d54e28c07e888b634ca4c7334c3944a017ac', operation='DELETE', pgid='pgtrigger_delete_delete_5b6b5', table='companies_newsletter', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='NewsletterConsent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('given_on', models.DateField(verbose_name='agreed on')),
                        ('way', models.CharField(choices=[('visit', 'at a visit or meeting'), ('phone', 'by phone'), ('mail', 'by e-mail'), ('form', 'on a form')], max_length=10, verbose_name='how')),
                        ('stopped_at', models.DateTimeField(blank=True, null=True)),
                        ('stopped_way', models.CharField(blank=True, choices=[('link', 'by the link in the mail'), ('one_click', "by the mail program's button"), ('told', 'told a colleague')], max_length=10)),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('noted_by', jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                        ('person', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.contactperson')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'person'], name='consent_person'), models.Index(condition=models.Q(('stopped_at__isnull', True)), fields=['jobcentre', 'id'], name='consent_now')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('stopped_at__isnull', True)), fields=('jobcentre', 'person'), name='newsletterconsent_once', violation_error_message='This person gets the newsletter already.'), models.CheckConstraint(condition=models.Q(('way__in', ['visit', 'phone', 'mail', 'form'])), name='newsletterconsent_way_known'), models.CheckConstraint(condition=models.Q(models.Q(('stopped_at__isnull', True), ('stopped_way', '')), models.Q(('stopped_at__isnull', False), ('stopped_way__in', ['link', 'one_click', 'told'])), _connector='OR'), name='newsletterconsent_stop_whole'), jobcenter.tenancy.TenantRows(name='companies_newsletterconsent_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='companies_newsletterconsent_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='person', name='companies_newsletterconsent_person_same_jobcentre'), jobcenter.tenancy.SameJobcentre(field='noted_by', name='companies_newsletterconsent_noted_by_same_jobcentre')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_newsletterconsentevent" ("created_at", "given_on", "id", "jobcentre_id", "noted_by_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "stopped_at", "stopped_way", "way") VALUES (NEW."created_at", NEW."given_on", NEW."id", NEW."jobcentre_id", NEW."noted_by_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."stopped_at", NEW."stopped_way", NEW."way"); RETURN NULL;', hash='f11d691b152c7a32e50a5d30b24d9d38b08825bb', operation='INSERT', pgid='pgtrigger_insert_insert_d3c77', table='companies_newsletterconsent', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_newsletterconsentevent" ("created_at", "given_on", "id", "jobcentre_id", "noted_by_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "stopped_at", "stopped_way", "way") VALUES (NEW."created_at", NEW."given_on", NEW."id", NEW."jobcentre_id", NEW."noted_by_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."stopped_at", NEW."stopped_way", NEW."way"); RETURN NULL;', hash='fb753b06ded34da84b9ebe094c15ebdf24096e4e', operation='UPDATE', pgid='pgtrigger_update_update_bc27a', table='companies_newsletterconsent', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_newsletterconsentevent" ("created_at", "given_on", "id", "jobcentre_id", "noted_by_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "stopped_at", "stopped_way", "way") VALUES (OLD."created_at", OLD."given_on", OLD."id", OLD."jobcentre_id", OLD."noted_by_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."stopped_at", OLD."stopped_way", OLD."way"); RETURN NULL;', hash='ab02e360bf3b48d1b0cc8992389b1262231ba71f', operation='DELETE', pgid='pgtrigger_delete_delete_c9580', table='companies_newsletterconsent', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='NewsletterConsentEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('given_on', models.DateField(verbose_name='agreed on')),
                        ('way', models.CharField(choices=[('visit', 'at a visit or meeting'), ('phone', 'by phone'), ('mail', 'by e-mail'), ('form', 'on a form')], max_length=10, verbose_name='how')),
                        ('stopped_at', models.DateTimeField(blank=True, null=True)),
                        ('stopped_way', models.CharField(blank=True, choices=[('link', 'by the link in the mail'), ('one_click', "by the mail program's button"), ('told', 'told a colleague')], max_length=10)),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('noted_by', jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                        ('person', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.contactperson')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.newsletterconsent')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_newsl_f6149fac_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='companies_newsletterconsentevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='60b66a64821c686509de8377aec715e5d0107c74', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_07ddf', table='companies_newsletterconsentevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='NewsletterEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('title', models.CharField(max_length=120, verbose_name='subject line')),
                        ('blocks', models.JSONField(default=list)),
                        ('state', models.CharField(choices=[('draft', 'being written'), ('sent', 'sent')], default='draft', max_length=5)),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('sent_to', models.PositiveIntegerField(blank=True, null=True, verbose_name='recipients')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('jobcentre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='companies.newsletter')),
                        ('written_by', jobcenter.tenancy.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='jobcenter.membership')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['jobcentre', 'pgh_obj'], name='companies_newsl_2f102101_obj')],
                        'constraints': [jobcenter.tenancy.TenantRows(name='companies_newsletterevent_tenant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8e219e3700948d2c381304046c379bcdb2972506', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c2644', table='companies_newsletterevent', when='BEFORE'))],
                    },
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='gathering',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='gathering',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='gathering',
                    name='delete_delete',
                ),
                migrations.RemoveConstraint(
                    model_name='gathering',
                    name='gathering_kind_known',
                ),
                migrations.AlterField(
                    model_name='gathering',
                    name='kind',
                    field=models.CharField(choices=[('information', 'information meeting'), ('seminar', 'seminar'), ('job_fair', 'job fair'), ('speed_dating', 'speed dating'), ('network', 'meeting of a network')], max_length=15, verbose_name='kind'),
                ),
                migrations.AlterField(
                    model_name='gatheringevent',
                    name='kind',
                    field=models.CharField(choices=[('information', 'information meeting'), ('seminar', 'seminar'), ('job_fair', 'job fair'), ('speed_dating', 'speed dating'), ('network', 'meeting of a network')], max_length=15, verbose_name='kind'),
                ),
                migrations.AddField(
                    model_name='gathering',
                    name='network',
                    field=jobcenter.tenancy.TenantForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gatherings', to='companies.network'),
                ),
                migrations.AddField(
                    model_name='gatheringevent',
                    name='network',
                    field=jobcenter.tenancy.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.network'),
                ),
                migrations.AddIndex(
                    model_name='gathering',
                    index=models.Index(condition=models.Q(('network__isnull', False)), fields=['jobcentre', 'network', '-starts_at'], name='gathering_network'),
                ),
                migrations.AddConstraint(
                    model_name='gathering',
                    constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['information', 'seminar', 'job_fair', 'speed_dating', 'network'])), name='gathering_kind_known'),
                ),
                migrations.AddConstraint(
                    model_name='gathering',
                    constraint=models.CheckConstraint(condition=models.Q(('kind', 'network'), ('network__isnull', True), _connector='OR'), name='gathering_network_has_kind'),
                ),
                migrations.AddConstraint(
                    model_name='gathering',
                    constraint=jobcenter.tenancy.SameJobcentre(field='network', name='companies_gathering_network_same_jobcentre'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='gathering',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_gatheringevent" ("answer_by", "capacity", "closing_note", "created_at", "ends_at", "id", "jobcentre_id", "kind", "network_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "purpose", "responsible_id", "round_minutes", "rounds", "starts_at", "state", "text", "title", "version") VALUES (NEW."answer_by", NEW."capacity", NEW."closing_note", NEW."created_at", NEW."ends_at", NEW."id", NEW."jobcentre_id", NEW."kind", NEW."network_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."place", NEW."public_id", NEW."purpose", NEW."responsible_id", NEW."round_minutes", NEW."rounds", NEW."starts_at", NEW."state", NEW."text", NEW."title", NEW."version"); RETURN NULL;', hash='c1a42cf66dda6f9489d551c5824dffb04d7e14d6', operation='INSERT', pgid='pgtrigger_insert_insert_d8f9e', table='companies_gathering', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='gathering',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."answer_by" IS DISTINCT FROM (NEW."answer_by") OR OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."closing_note" IS DISTINCT FROM (NEW."closing_note") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jobcentre_id" IS DISTINCT FROM (NEW."jobcentre_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."network_id" IS DISTINCT FROM (NEW."network_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."responsible_id" IS DISTINCT FROM (NEW."responsible_id") OR OLD."round_minutes" IS DISTINCT FROM (NEW."round_minutes") OR OLD."rounds" IS DISTINCT FROM (NEW."rounds") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "companies_gatheringevent" ("answer_by", "capacity", "closing_note", "created_at", "ends_at", "id", "jobcentre_id", "kind", "network_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "purpose", "responsible_id", "round_minutes", "rounds", "starts_at", "state", "text", "title", "version") VALUES (NEW."answer_by", NEW."capacity", NEW."closing_note", NEW."created_at", NEW."ends_at", NEW."id", NEW."jobcentre_id", NEW."kind", NEW."network_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place", NEW."public_id", NEW."purpose", NEW."responsible_id", NEW."round_minutes", NEW."rounds", NEW."starts_at", NEW."state", NEW."text", NEW."title", NEW."version"); RETURN NULL;', hash='ec14961d9b235650c27f572898aa769b01ccc05b', operation='UPDATE', pgid='pgtrigger_update_update_797a0', table='companies_gathering', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='gathering',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_gatheringevent" ("answer_by", "capacity", "closing_note", "created_at", "ends_at", "id", "jobcentre_id", "kind", "network_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "purpose", "responsible_id", "round_minutes", "rounds", "starts_at", "state", "text", "title", "version") VALUES (OLD."answer_by", OLD."capacity", OLD."closing_note", OLD."created_at", OLD."ends_at", OLD."id", OLD."jobcentre_id", OLD."kind", OLD."network_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place", OLD."public_id", OLD."purpose", OLD."responsible_id", OLD."round_minutes", OLD."rounds", OLD."starts_at", OLD."state", OLD."text", OLD."title", OLD."version"); RETURN NULL;', hash='b8d113b477b1370a9508b0da46c4bdfc06e2d281', operation='DELETE', pgid='pgtrigger_delete_delete_34680', table='companies_gathering', when='AFTER')),
                ),
            ],
        ),
    ]
