#!/usr/bin/env bash
# A Spark master at spark://127.0.0.1:7077 and one worker, from the wheel of pyspark, until Ctrl-C.
set -euo pipefail
SPARK_HOME="$("${PYTHON:-python3}" -c 'import pyspark; print(pyspark.__path__[0])')"
export SPARK_HOME
trap 'kill 0' EXIT
"$SPARK_HOME/bin/spark-class" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 7077 --webui-port 0 &
sleep 5
"$SPARK_HOME/bin/spark-class" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores 2 --memory 2g --webui-port 0 spark://127.0.0.1:7077 &
wait
