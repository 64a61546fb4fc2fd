/** Beside the people, Redis holds the name of this filling of the cache, and under it how far each topic has been read. */
export const generationKey = 'facts:generation';
export const positionKey = (generation: string, topic: string) => `facts:${generation}:position:${topic}`;
export const heartbeatKey = (generation: string, topic: string) => `facts:${generation}:heartbeat:${topic}`;
export const rebuildEndKey = (generation: string, topic: string) => `facts:${generation}:rebuild-end:${topic}`;
