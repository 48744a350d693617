"""Visits; the database refuses to change what was noted, rated or written."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from openward_web.ledger.guard import words_stay


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wards", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.UUIDField(db_column="visit_id", primary_key=True, serialize=False)),
                ("instrument", models.CharField(max_length=60)),
                ("version", models.CharField(max_length=60)),
                ("started_on", models.DateField()),
                ("announced", models.BooleanField()),
                ("wards", models.TextField(default="")),
                ("contact", models.TextField(default="")),
                ("opened_at", models.DateTimeField()),
                ("released_at", models.DateTimeField(null=True)),
                (
                    "facility",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="wards.facility",
                    ),
                ),
            ],
            options={
                "db_table": "assessment_visits",
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                ("id", models.UUIDField(db_column="row_id", primary_key=True, serialize=False)),
                ("item", models.CharField(max_length=60)),
                ("level", models.CharField(max_length=40)),
                ("agreed", models.BooleanField()),
                ("reason", models.TextField(default="")),
                ("after", models.TextField(default="[]")),
                ("rated_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="assessments.visit",
                    ),
                ),
            ],
            options={
                "db_table": "assessment_ratings",
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.UUIDField(db_column="row_id", primary_key=True, serialize=False)),
                ("part", models.CharField(max_length=40)),
                ("item", models.CharField(default="", max_length=60)),
                ("words", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="assessments.visit",
                    ),
                ),
            ],
            options={
                "db_table": "assessment_passages",
            },
        ),
        migrations.CreateModel(
            name="Interviews",
            fields=[
                ("id", models.UUIDField(db_column="row_id", primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=40)),
                ("count", models.PositiveIntegerField()),
                ("written_at", models.DateTimeField()),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interviews",
                        to="assessments.visit",
                    ),
                ),
            ],
            options={
                "db_table": "assessment_interviews",
            },
        ),
        migrations.CreateModel(
            name="Improvement",
            fields=[
                ("id", models.UUIDField(db_column="row_id", primary_key=True, serialize=False)),
                ("item", models.CharField(max_length=60)),
                ("what", models.TextField()),
                ("owner", models.CharField(max_length=120)),
                ("due_on", models.DateField()),
                ("resources", models.TextField(default="")),
                ("state", models.CharField(default="planned", max_length=40)),
                ("written_at", models.DateTimeField()),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="improvements",
                        to="assessments.visit",
                    ),
                ),
            ],
            options={
                "db_table": "assessment_improvements",
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.UUIDField(db_column="row_id", primary_key=True, serialize=False)),
                ("item", models.CharField(max_length=60)),
                ("source", models.CharField(max_length=40)),
                ("words", models.TextField()),
                ("written_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="assessments.visit",
                    ),
                ),
            ],
            options={
                "db_table": "assessment_evidence",
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.UUIDField(db_column="row_id", primary_key=True, serialize=False)),
                ("part", models.CharField(max_length=40)),
                ("joined_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="assessments.visit",
                    ),
                ),
            ],
            options={
                "db_table": "assessment_members",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("visit", "account"), name="assessment_members_once"
                    )
                ],
            },
        ),
        words_stay("assessment_evidence", ("item", "source", "words", "account_id")),
        words_stay(
            "assessment_ratings", ("item", "level", "account_id", "agreed", "reason", "after")
        ),
        words_stay("assessment_passages", ("part", "item", "words", "account_id")),
    ]
