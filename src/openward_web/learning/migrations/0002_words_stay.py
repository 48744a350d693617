"""The database itself refuses to change what somebody said."""

from django.db import migrations

from openward_web.ledger.guard import keep_words, let_words_go

COLUMNS = {
    "voices": ("words", "led_up", "helped", "hurt", "needed", "language", "whose", "written_by",
               "incident_id", "written_at"),
    "disputes": ("words", "language", "incident_id", "written_at"),
}  # fmt: skip


def keep(apps, schema_editor):
    for table, columns in COLUMNS.items():
        keep_words(schema_editor.connection, table, columns)


def let_go(apps, schema_editor):
    for table in COLUMNS:
        let_words_go(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("learning", "0001_initial")]
    operations = [migrations.RunPython(keep, let_go)]
