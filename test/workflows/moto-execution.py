"""Runs one execution on moto's interpreter: a definition and an input on the standard input, its outcome as JSON."""

import json
import sys
import time

import boto3
from moto import mock_aws

asked = json.load(sys.stdin)
with mock_aws(config={"stepfunctions": {"execute_state_machine": True}}):
    client = boto3.client("stepfunctions", region_name="us-east-1")
    machine = client.create_state_machine(
        name=asked["name"],
        definition=asked["definition"],
        roleArn="arn:aws:iam::123456789012:role/states",
    )
    started = client.start_execution(
        stateMachineArn=machine["stateMachineArn"], input=asked["input"]
    )
    arn = started["executionArn"]
    execution = client.describe_execution(executionArn=arn)
    while execution["status"] == "RUNNING":
        time.sleep(0.05)
        execution = client.describe_execution(executionArn=arn)
print(json.dumps({key: execution.get(key) for key in ("status", "output", "error", "cause")}))
