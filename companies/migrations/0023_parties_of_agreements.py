import django.db.models.deletion
import jobcenter.ids
import jobcenter.migration_operations
import jobcenter.tenancy
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0022_sickness_absence'),
        ('jobcenter', '0006_citizen_timeline_groups'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name='SharedAgreement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('draft', 'draft'), ('sent', 'sent for signing'), ('signed_one', 'signed by one side'), ('signed', 'signed by both sides'), ('expired', 'expired'), ('ended', 'ended early'), ('renewed', 'renewed')], max_length=10)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                        ('content', models.JSONField()),
                        ('goals', models.JSONField(default=list)),
                        ('counts', models.JSONField(default=dict)),
                        ('signatures', models.JSONField(default=list)),
                        ('parties', models.JSONField(default=list)),
                        ('published_at', models.DateTimeField()),
                        ('agreement', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.agreement')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'agreement'), name='sharedagreement_once'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='sharedagreement_of_lead'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'sent', 'signed_one', 'signed', 'expired', 'ended', 'renewed'])), name='sharedagreement_state_known'), jobcenter.tenancy.SameJobcentre(field='agreement', name='sharedagreement_agreement_same_jobcentre'), jobcenter.tenancy.OwnRows(name='companies_sharedagreement_own', read="EXISTS (SELECT 1 FROM companies_partyanswer a JOIN companies_partyinvitation i ON i.id = a.invitation_id WHERE a.shared_id = companies_sharedagreement.id AND a.jobcentre_id = (SELECT bro_jobcentre()) AND a.state = 'accepted' AND i.withdrawn_at IS NULL)")],
                    },
                ),
                migrations.CreateModel(
                    name='PartyInvitation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                        ('purpose', models.CharField(max_length=200)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                        ('note', models.CharField(blank=True, max_length=300, verbose_name='a line to them')),
                        ('invited_at', models.DateTimeField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('withdrawn_reason', models.CharField(blank=True, max_length=300)),
                        ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre')),
                        ('party', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre')),
                        ('shared', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='companies.sharedagreement')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['party', '-invited_at', '-id'], name='partyinvitation_for_us'), models.Index(fields=['company', 'party'], name='partyinvitation_company'), models.Index(fields=['jobcentre', 'shared'], name='partyinvitation_by_us')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('shared', 'party'), name='partyinvitation_once', violation_error_message='That jobcentre is invited already.'), models.UniqueConstraint(fields=('id', 'party', 'jobcentre', 'shared'), name='partyinvitation_whole'), models.CheckConstraint(condition=models.Q(('party', models.F('jobcentre')), _negated=True), name='partyinvitation_of_another', violation_error_message='Your own jobcentre is a party already.'), models.CheckConstraint(condition=models.Q(('purpose__regex', '\\S')), name='partyinvitation_says_what'), jobcenter.tenancy.SameJobcentre(field='shared', name='partyinvitation_shared_same_jobcentre'), jobcenter.tenancy.OwnRows(name='companies_partyinvitation_own', read='party_id = (SELECT bro_jobcentre())')],
                    },
                ),
                migrations.CreateModel(
                    name='PartyAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('accepted', 'party'), ('declined', 'declined'), ('left', 'has left')], max_length=10)),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='why')),
                        ('answered_at', models.DateTimeField()),
                        ('joined_on', models.DateField(blank=True, null=True)),
                        ('leaves_on', models.DateField(blank=True, null=True, verbose_name='last day as a party')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre')),
                        ('lead', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre')),
                        ('invitation', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='companies.partyinvitation')),
                        ('shared', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='companies.sharedagreement')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['jobcentre', 'state', 'shared'], name='partyanswer_ours'), models.Index(fields=['lead', 'state'], name='partyanswer_to_us')],
                        'constraints': [models.UniqueConstraint(fields=('id', 'jobcentre', 'lead', 'shared'), name='partyanswer_whole'), models.CheckConstraint(condition=models.Q(('state__in', ['accepted', 'declined', 'left'])), name='partyanswer_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('leaves_on__isnull', True), ('state', 'accepted')), ('reason__regex', '\\S'), _connector='OR'), name='partyanswer_no_has_reason', violation_error_message='Write why.'), models.CheckConstraint(condition=models.Q(('state', 'declined'), ('joined_on__isnull', False), _connector='OR'), name='partyanswer_party_since_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'left'), _negated=True), ('leaves_on__isnull', False), _connector='OR'), name='partyanswer_left_on_a_day'), jobcenter.tenancy.SameRow(columns=('invitation_id', 'jobcentre_id', 'lead_id', 'shared_id'), name='partyanswer_to_own_invitation', table='companies_partyinvitation', to=('id', 'party_id', 'jobcentre_id', 'shared_id')), jobcenter.tenancy.OwnRows(name='companies_partyanswer_own', read='lead_id = (SELECT bro_jobcentre())')],
                    },
                ),
                migrations.CreateModel(
                    name='PartyGoal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('goal_public_id', models.UUIDField()),
                        ('share', models.DecimalField(blank=True, decimal_places=1, max_digits=7, null=True, verbose_name='our share')),
                        ('delivered', models.DecimalField(blank=True, decimal_places=1, max_digits=9, null=True)),
                        ('is_few', models.BooleanField(default=False)),
                        ('counted_at', models.DateTimeField(blank=True, null=True)),
                        ('answer', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='companies.partyanswer')),
                        ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre')),
                        ('lead', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre')),
                        ('shared', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='party_goals', to='companies.sharedagreement')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['shared', 'goal_public_id'], name='partygoal_of_goal')],
                        'constraints': [models.UniqueConstraint(fields=('jobcentre', 'answer', 'goal_public_id'), name='partygoal_once'), models.CheckConstraint(condition=models.Q(('share__isnull', True), ('share__gt', 0), _connector='OR'), name='partygoal_share_positive', violation_error_message='A share is more than 0.'), models.CheckConstraint(condition=models.Q(('is_few', False), ('delivered__isnull', True), _connector='OR'), name='partygoal_few_is_no_number'), jobcenter.tenancy.SameRow(columns=('answer_id', 'jobcentre_id', 'lead_id', 'shared_id'), name='partygoal_of_own_answer', table='companies_partyanswer', to=('id', 'jobcentre_id', 'lead_id', 'shared_id')), jobcenter.tenancy.OwnRows(name='companies_partygoal_own', read="lead_id = (SELECT bro_jobcentre()) OR EXISTS (SELECT 1 FROM companies_partyanswer a JOIN companies_partyinvitation i ON i.id = a.invitation_id WHERE a.shared_id = companies_partygoal.shared_id AND a.jobcentre_id = (SELECT bro_jobcentre()) AND a.state = 'accepted' AND i.withdrawn_at IS NULL)")],
                    },
                ),
            ],
        ),
    ]
