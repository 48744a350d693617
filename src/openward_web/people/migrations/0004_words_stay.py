"""The database itself refuses to change what somebody said."""

from django.db import migrations

from openward_web.ledger.guard import keep_words, let_words_go

COLUMNS = ("text", "language", "voice", "written_by", "part", "person_id", "written_at")


class Migration(migrations.Migration):
    dependencies = [("people", "0003_plans")]
    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: keep_words(schema_editor.connection, "plan_lines", COLUMNS),
            lambda apps, schema_editor: let_words_go(schema_editor.connection, "plan_lines"),
        )
    ]
