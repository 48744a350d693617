"""Answers and scores; the database refuses to change what somebody answered."""

import django.db.models.deletion
from django.db import migrations, models

from openward_web.ledger.guard import words_stay

TABLE = "experience_answers"
COLUMNS = ("answers", "words", "language", "instrument", "version", "person_id", "answered_at")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0006_brought_words"),
    ]

    operations = [
        migrations.CreateModel(
            name="Answers",
            fields=[
                ("id", models.UUIDField(db_column="row_id", primary_key=True, serialize=False)),
                ("instrument", models.CharField(max_length=60)),
                ("version", models.CharField(max_length=60)),
                ("answers", models.TextField()),
                ("words", models.TextField(default="")),
                ("language", models.CharField(max_length=12)),
                ("answered_at", models.DateTimeField()),
                ("for_ward", models.BooleanField(default=False)),
                ("for_advocate", models.BooleanField(default=False)),
                ("for_monitor", models.BooleanField(default=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "db_table": "experience_answers",
            },
        ),
        migrations.CreateModel(
            name="ScoreKept",
            fields=[
                ("id", models.UUIDField(db_column="row_id", primary_key=True, serialize=False)),
                ("instrument", models.CharField(max_length=60)),
                ("version", models.CharField(max_length=60)),
                ("score", models.CharField(max_length=60)),
                ("value", models.FloatField()),
                ("rated_by", models.CharField(max_length=40)),
                ("rated_on", models.DateField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "db_table": "experience_scores",
            },
        ),
        words_stay(TABLE, COLUMNS),
    ]
