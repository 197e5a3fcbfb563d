export interface FileRequest {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  file: Blob;
  /** Share that was sent, 0..1. */
  onProgress?: ((share: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Sends a file as a request's body. XMLHttpRequest, because `fetch` does not say how much was sent. Rejects with the signal's reason when
 * the person gave up, and with a TypeError, as `fetch` does, when nobody answered.
 */
export function sendFile({ method, url, headers, file, onProgress, signal }: FileRequest): Promise<Response> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
      if (lengthComputable && total > 0) onProgress?.(loaded / total);
    });
    const abort = (): void => request.abort();
    signal?.addEventListener('abort', abort, { once: true });
    request.addEventListener('abort', () => reject(asError(signal?.reason)));
    request.addEventListener('error', () => reject(new TypeError('the file could not be sent')));
    request.addEventListener('load', () => resolve(new Response(request.responseText, { status: request.status })));
    request.addEventListener('loadend', () => signal?.removeEventListener('abort', abort));
    request.send(file);
  });
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new DOMException('The request was given up.', 'AbortError');
}
