"""What a line says in another language; the database refuses to change it."""

import django.db.models.deletion
from django.db import migrations, models

from openward_web.ledger.guard import words_stay

TABLE = "line_translations"
COLUMNS = ("text", "language", "line_id", "by_whom", "written_at")


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_words_stay"),
    ]

    operations = [
        migrations.CreateModel(
            name="LineTranslation",
            fields=[
                ("id", models.UUIDField(db_column="row_id", primary_key=True, serialize=False)),
                ("language", models.CharField(max_length=12)),
                ("text", models.TextField()),
                ("by_whom", models.CharField(max_length=40)),
                ("written_at", models.DateTimeField()),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="translations",
                        to="people.planline",
                    ),
                ),
            ],
            options={
                "db_table": "line_translations",
            },
        ),
        words_stay(TABLE, COLUMNS),
    ]
