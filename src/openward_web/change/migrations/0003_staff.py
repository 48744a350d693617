"""Staff under numbers, courses, and rules of staffing."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("change", "0002_question"),
        ("wards", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Staff",
            fields=[
                ("id", models.UUIDField(db_column="staff_id", primary_key=True, serialize=False)),
                ("role", models.CharField(max_length=40, null=True)),
                ("started_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("local_number", models.CharField(default="", max_length=20)),
                (
                    "ward",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="staff",
                        to="wards.ward",
                    ),
                ),
            ],
            options={
                "db_table": "staff",
            },
        ),
        migrations.CreateModel(
            name="StaffingRule",
            fields=[
                ("id", models.UUIDField(db_column="row_id", primary_key=True, serialize=False)),
                ("shift", models.CharField(max_length=40, null=True)),
                ("beds_per_staff", models.FloatField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                (
                    "ward",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="staffing_rules",
                        to="wards.ward",
                    ),
                ),
            ],
            options={
                "db_table": "staffing_rules",
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                (
                    "id",
                    models.UUIDField(db_column="training_id", primary_key=True, serialize=False),
                ),
                ("participant_kind", models.CharField(max_length=40, null=True)),
                ("course", models.CharField(max_length=200)),
                ("cohort_id", models.CharField(max_length=60, null=True)),
                ("trainer_id", models.CharField(max_length=60, null=True)),
                ("completed_on", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trainings",
                        to="change.staff",
                    ),
                ),
                (
                    "ward",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trainings",
                        to="wards.ward",
                    ),
                ),
            ],
            options={
                "db_table": "trainings",
            },
        ),
        migrations.AddConstraint(
            model_name="staff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__gte", models.F("started_on")),
                    ("started_on__isnull", True),
                    ("ended_on__isnull", True),
                    _connector="OR",
                ),
                name="staff_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="staff",
            constraint=models.UniqueConstraint(
                condition=models.Q(("local_number", ""), _negated=True),
                fields=("ward", "local_number"),
                name="staff_number_of_ward",
            ),
        ),
        migrations.AddConstraint(
            model_name="staffingrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__gte", models.F("valid_from")),
                    ("valid_from__isnull", True),
                    ("valid_to__isnull", True),
                    _connector="OR",
                ),
                name="staffing_rules_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="training",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__gte", models.F("completed_on")),
                    ("completed_on__isnull", True),
                    ("valid_until__isnull", True),
                    _connector="OR",
                ),
                name="trainings_in_order",
            ),
        ),
    ]
