/** The other end of a `Child`'s channel, in its process. */
export const parent = {
  tell(message: object): void {
    process.send?.(message);
  },

  /** Ends this process when the parent is gone. */
  onMessage<Message>(handle: (message: Message) => void): void {
    process.on('message', handle);
    parent.endWithIt();
  },

  endWithIt(): void {
    process.on('disconnect', () => process.exit(0));
  },
};
