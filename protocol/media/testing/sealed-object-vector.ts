/** A sealed object of three chunks as the server writes it, with all its keys: both ends are tested against the same bytes. */
export const sealedObjectVector = {
  tenantId: '0197aaaa-bbbb-7ccc-8ddd-eeeeffff0001',
  recordingKey: {
    version: 3,
    publicKey: 'ozqdnEUboIqGcPhp2egdiwGDL7bj596lPA7svbmCUFI',
    privateKey: 'mKqQymJ7qWAiJP3CG9hCIs0q27-2YSMPw-GLF-w9umA',
  },
  track: {
    objectId: '01a22220-5ca2-7591-9a8f-f06dd4998f05',
    contentType: 'audio/ogg; codecs=opus',
    keyVersion: 3,
    sealedKey: 'QoKTYouoJU72V6_x4LYaLQFccHB9F9FizAuClI1niyI4fXR8e4EeN8LNvNn8gdONRLTQfqvIhh-gY6IMq16_OuGMJIzOyXllU1g7YbSoFDU',
  },
  objectKey: 'hDX1yI0fXMtFw2T278mwTY3z86PsAXUcURsKRiatEDo',
  stored:
    'RFNLT0JKAZhxdQudhMUAAAASSUrn1A4BT2YO931_mf7UATg53IMoOw_ryNrtc5kz3YXw1wAAABCya-6Lftt-zeKnCrtORlTkVQGvGdLlWQBaJ5wWyIrNXIAAAAzhG1z04_N2sT9grthnniyWqxqncPj2UH9Al7JB2oLd-MiGH0PJMdUOd38e4Jn8wO7htXSIsxNxTgAAAANEU0tFTkQ',
  content: 'The first second. The second one. And the end.',
};
