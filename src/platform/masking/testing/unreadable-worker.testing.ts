import '../mask-worker.ts';

/** What this browser captures, as one shows it that keeps its pictures on the graphics card. */
Object.defineProperty(VideoFrame.prototype, 'format', { get: () => null });
