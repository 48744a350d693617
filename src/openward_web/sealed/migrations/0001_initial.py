"""Mailboxes and sealed messages; the database refuses to change what was sent."""

import django.db.models.deletion
from django.db import migrations, models

from openward_web.ledger.guard import words_stay

TABLE = "sealed_messages"
COLUMNS = ("sealed", "person_id", "mailbox_id", "sent_at")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0005_line_translations"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mailbox",
            fields=[
                ("account_id", models.UUIDField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("public_key", models.CharField(max_length=120)),
                ("set_at", models.DateTimeField()),
            ],
            options={
                "db_table": "mailboxes",
            },
        ),
        migrations.CreateModel(
            name="SealedMessage",
            fields=[
                ("id", models.UUIDField(db_column="message_id", primary_key=True, serialize=False)),
                ("sealed", models.TextField()),
                ("sent_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                (
                    "mailbox",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="sealed.mailbox",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sealed_messages",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "db_table": "sealed_messages",
                "indexes": [models.Index(fields=["mailbox", "sent_at"], name="sealed_of_mailbox")],
            },
        ),
        words_stay(TABLE, COLUMNS),
    ]
