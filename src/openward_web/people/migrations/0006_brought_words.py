"""What a person brought along; the database refuses to change it."""

import django.db.models.deletion
from django.db import migrations, models

from openward_web.ledger.guard import words_stay

TABLE = "brought_words"
COLUMNS = ("what", "cells", "person_id", "brought_at")


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_line_translations"),
    ]

    operations = [
        migrations.CreateModel(
            name="BroughtWords",
            fields=[
                ("id", models.UUIDField(db_column="row_id", primary_key=True, serialize=False)),
                ("what", models.CharField(max_length=60)),
                ("cells", models.TextField()),
                ("brought_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="brought_words",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "db_table": "brought_words",
            },
        ),
        words_stay(TABLE, COLUMNS),
    ]
