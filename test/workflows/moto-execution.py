"""Runs executions on moto's interpreter: for each line of JSON, with a definition and an input, a line with the outcome.

What moto leaves out or does otherwise than AWS is put in here: a ResultWriter writes its files, a query of Athena is
waited for, `$.rows[1].value` is a value and not a list of one. And waits take no time.
"""

import json
import os
import re
import sys
import time

import boto3
from moto import mock_aws
from moto.stepfunctions.parser.asl.component.state.exec.state_map.result_writer.result_writer_decl import (
    ResultWriter,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import (
    state_task_service_factory,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.resource import (
    ResourceCondition,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_unsupported import (
    StateTaskServiceCallback,
    StateTaskServiceUnsupported,
)
from moto.stepfunctions.parser.asl.component.state.wait.wait_function.wait_function import (
    WaitFunction,
)
from moto.stepfunctions.parser.asl.utils import json_path
from moto.stepfunctions.parser.asl.utils.boto_client import boto_client_for

REGION = "us-east-1"


def write_results(writer, env):
    """docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html, as far as nothing fails."""
    outputs = env.stack.pop()
    env.stack.append(env.states.get_input())
    writer.parargs.eval(env=env)
    place = env.stack.pop()
    map_run_arn = env.map_run_record_pool_manager.get_all()[-1].map_run_arn
    folder = f"{place['Prefix'].rstrip('/')}/{map_run_arn.split(':')[-1]}"
    client = boto_client_for(REGION, "s3")

    def put(name, value):
        key = f"{folder}/{name}"
        client.put_object(Bucket=place["Bucket"], Key=key, Body=json.dumps(value))
        return key

    children = [{"Status": "SUCCEEDED", "Output": json.dumps(output)} for output in outputs]
    key = put("SUCCEEDED_0.json", children)
    files = {"FAILED": [], "PENDING": [], "SUCCEEDED": [{"Key": key}]}
    manifest = put("manifest.json", {"MapRunArn": map_run_arn, "ResultFiles": files})
    details = {"Bucket": place["Bucket"], "Key": manifest}
    env.stack.append({"MapRunArn": map_run_arn, "ResultWriterDetails": details})


class StateTaskServiceAthena(StateTaskServiceUnsupported):
    def __init__(self):
        patterns = {ResourceCondition.WaitForTaskToken, ResourceCondition.Sync}
        StateTaskServiceCallback.__init__(self, supported_integration_patterns=patterns)

    def _build_sync_resolver(self, env, **_others):
        query = env.stack.pop()["QueryExecutionId"]

        def resolve():
            answer = boto_client_for(REGION, "athena").get_query_execution(QueryExecutionId=query)
            return {"QueryExecution": answer["QueryExecution"]}

        return resolve


def names_one_value(path):
    return re.search(r"\*|\?|\.\.|\[\d*:", path) is None


json_path._is_singleton_array_access = names_one_value
ResultWriter._eval_body = write_results
state_task_service_factory.StateTaskServiceUnsupported = StateTaskServiceAthena
WaitFunction._wait_interval = lambda self, env, wait_seconds: None



def execute(name, definition, input):
    client = boto3.client("stepfunctions", region_name=REGION)
    role = "arn:aws:iam::123456789012:role/states"
    machine = client.create_state_machine(name=name, definition=definition, roleArn=role)
    started = client.start_execution(
        stateMachineArn=machine["stateMachineArn"], input=input
    )
    arn = started["executionArn"]
    execution = client.describe_execution(executionArn=arn)
    while execution["status"] == "RUNNING":
        time.sleep(0.02)
        execution = client.describe_execution(executionArn=arn)
    return {key: execution.get(key) or "" for key in ("status", "output", "cause")}


for line in sys.stdin:
    asked = json.loads(line)
    os.environ.update(asked.pop("environment"))
    with mock_aws(config={"stepfunctions": {"execute_state_machine": True}}):
        print(json.dumps(execute(**asked)), flush=True)
