/** The package's entry `stateyard/patterns`: the workflows that Stateyard ships, whole. */
export { imageRecognition } from './image-recognition.ts';
