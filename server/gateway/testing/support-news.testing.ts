import { supportNotifications } from '../../../protocol/support/notifications.ts';
import { notificationFrameSchema } from '../../../protocol/wire/envelope.ts';
import { oldestSupportedVersion, protocolVersion } from '../../../protocol/wire/version.ts';
import type { Visitor } from './visitor.testing.ts';

/** Which sessions somebody is told of, growing. */
export async function newsOf(who: Visitor): Promise<readonly string[]> {
  const told: string[] = [];
  const socket = await who.connect('/ws', {
    prepare: (open) =>
      open.on('message', (data: Buffer) => {
        const frame = notificationFrameSchema.safeParse(JSON.parse(data.toString('utf8'))).data;
        if (frame?.name === 'support.sessions-changed')
          told.push(supportNotifications['support.sessions-changed'].parse(frame.data).sessionId);
      }),
  });
  socket.send(JSON.stringify({ type: 'hello', protocolVersion, oldestSupportedVersion }));
  return told;
}
