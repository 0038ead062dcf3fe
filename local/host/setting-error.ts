/** A setting of the environment cannot be meant; the message is a sentence for whoever made it. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}
