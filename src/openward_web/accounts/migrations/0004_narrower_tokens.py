"""A token names what it is for. One made before names nothing, and opens nothing: make it anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_initial")]

    operations = [
        migrations.RemoveField(model_name="apitoken", name="ward_id"),
        migrations.AddField(
            model_name="apitoken", name="capabilities", field=models.JSONField(default=list)
        ),
        migrations.AddField(
            model_name="apitoken", name="wards", field=models.JSONField(default=list)
        ),
        migrations.AddField(
            model_name="apitoken", name="used_at", field=models.DateTimeField(null=True)
        ),
    ]
