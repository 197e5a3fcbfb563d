/** One microphone or loudspeaker. The label is empty until the person allowed a microphone once. */
export interface Device {
  readonly id: string;
  readonly label: string;
}

export interface DeviceList {
  readonly microphones: readonly Device[];
  readonly speakers: readonly Device[];
}

/** What is plugged in now. Chromium lists `default` and `communications` as pseudo devices; the empty choice stands for them. */
export async function listDevices(media: MediaDevices): Promise<DeviceList> {
  const infos = await media.enumerateDevices();
  const of = (kind: MediaDeviceKind): Device[] =>
    infos
      .filter((info) => info.kind === kind && !['', 'default', 'communications'].includes(info.deviceId))
      .map((info) => ({ id: info.deviceId, label: info.label }));
  return { microphones: of('audioinput'), speakers: of('audiooutput') };
}
