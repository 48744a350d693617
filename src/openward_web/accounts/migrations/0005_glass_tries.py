"""Each number that somebody types to open a record outside their wards is written down."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_narrower_tokens"), ("wards", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="GlassTry",
            fields=[
                ("id", models.UUIDField(db_column="row_id", primary_key=True, serialize=False)),
                ("account_id", models.UUIDField()),
                (
                    "facility",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="glass_tries",
                        to="wards.facility",
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("tried_at", models.DateTimeField()),
                ("has_opened", models.BooleanField()),
            ],
            options={
                "db_table": "glass_tries",
                "indexes": [
                    models.Index(fields=["account_id", "tried_at"], name="tries_of_account")
                ],
            },
        ),
    ]
