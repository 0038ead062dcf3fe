/** The package's entry `stateyard/patterns`: the workflows that Stateyard ships, whole. */
export { accountProvisioning } from './account-provisioning.ts';
export { checkout } from './checkout.ts';
export { dataLakeIngest } from './data-lake-ingest.ts';
export { imageRecognition } from './image-recognition.ts';
export { quote } from './quote.ts';
export { streamBatch } from './stream-batch.ts';
