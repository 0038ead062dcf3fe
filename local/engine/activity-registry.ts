import type { Json } from '../../asl/json.ts';
import { ErrorName } from '../../asl/state-error.ts';
import type { Activity } from './activity.ts';
import { ApiError } from './api-error.ts';
import { activityArn, type Place } from './arn.ts';
import { type Journal, noJournal } from './journal.ts';
import type { CancelTask, Clock } from './ports.ts';
import type { Tags } from './state-machine.ts';
import type { TaskReport, TaskRequest } from './task-request.ts';

/** What a worker is given by GetActivityTask. */
export interface ActivityTask {
  readonly taskToken: string;
  readonly input: Json;
}

/**
 * The activities, and for each the tasks that wait for a worker and the workers that wait for a task: never both
 * at once. First come, first served, on either side.
 */
export class ActivityRegistry {
  readonly #queues = new Map<string, ActivityQueue>();
  readonly #place: Place;
  readonly #clock: Clock;
  readonly #journal: Journal;

  constructor(place: Place, clock: Clock, journal: Journal = noJournal) {
    this.#place = place;
    this.#clock = clock;
    this.#journal = journal;
  }

  /** Takes in what a journal has kept. */
  restore(activity: Activity): void {
    this.#queues.set(activity.arn, { activity, tasks: new Set(), workers: new Set() });
  }

  all(): readonly Activity[] {
    return [...this.#queues.values()].map((queue) => queue.activity);
  }

  find(arn: string): Activity | undefined {
    return this.#queues.get(arn)?.activity;
  }

  /** The activity of that name, made now unless it exists. */
  create(name: string, tags: Tags): Activity {
    const arn = activityArn(this.#place, name);
    const existing = this.find(arn);
    if (existing !== undefined) return existing;
    const activity = { arn, name, createdAt: this.#clock.now(), tags };
    this.restore(activity);
    this.#journal.activityChanged(activity);
    return activity;
  }

  delete(arn: string): void {
    if (this.#queues.delete(arn)) this.#journal.activityDeleted(arn);
  }

  setTags(arn: string, tags: Tags): void {
    const queue = this.#queues.get(arn);
    if (queue === undefined) return;
    const activity = { ...queue.activity, tags };
    this.#queues.set(arn, { ...queue, activity });
    this.#journal.activityChanged(activity);
  }

  /** Offers a task to the workers of its activity. */
  schedule(task: TaskRequest, report: (report: TaskReport) => void): CancelTask {
    const arn = task.resource.kind === 'activity' ? task.resource.activityArn : '';
    const queue = this.#queues.get(arn);
    if (queue === undefined) {
      report({ type: 'startFailed', error: ErrorName.Runtime, cause: `The activity ${arn} does not exist.` });
      return () => {};
    }
    const offer: Offer = { task, report };
    report({ type: 'queued' });
    const [worker] = queue.workers;
    if (worker === undefined) queue.tasks.add(offer);
    else give(queue, worker, offer);
    return () => queue.tasks.delete(offer);
  }

  /** Asks for a task: calls back at once or when one comes. The returned function stops waiting. */
  poll(arn: string, workerName: string | undefined, callback: (task: ActivityTask) => void): () => void {
    const queue = this.#queues.get(arn);
    if (queue === undefined) throw new ApiError('ActivityDoesNotExist', `Activity Does Not Exist: '${arn}'`);
    if (queue.workers.size >= workersMax) {
      throw new ApiError('ActivityWorkerLimitExceeded', `More than ${workersMax} workers poll ${arn}`);
    }
    const worker: Worker = { workerName, callback };
    const [offer] = queue.tasks;
    if (offer === undefined) queue.workers.add(worker);
    else give(queue, worker, offer);
    return () => queue.workers.delete(worker);
  }
}

/** Pollers of one activity at a time (docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
const workersMax = 1_000;

interface ActivityQueue {
  readonly activity: Activity;
  readonly tasks: Set<Offer>;
  readonly workers: Set<Worker>;
}

interface Offer {
  readonly task: TaskRequest;
  readonly report: (report: TaskReport) => void;
}

interface Worker {
  readonly workerName: string | undefined;
  readonly callback: (task: ActivityTask) => void;
}

function give(queue: ActivityQueue, worker: Worker, offer: Offer): void {
  queue.workers.delete(worker);
  queue.tasks.delete(offer);
  const { task, report } = offer;
  const { workerName } = worker;
  report(workerName === undefined ? { type: 'started' } : { type: 'started', workerName });
  worker.callback({ taskToken: task.taskToken ?? '', input: task.parameters });
}
