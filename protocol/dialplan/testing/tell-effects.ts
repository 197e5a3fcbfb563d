import type { Effect, RingTarget } from '../effects.ts';
import type { Sound } from '../sounds.ts';

/** What somebody outside sees or hears of effects, a word or two each. Timers, stops and questions are not told. */
export function tellEffects(effects: readonly Effect[]): readonly string[] {
  return effects.flatMap((effect): readonly string[] => {
    const told = tell(effect);
    return told === undefined ? [] : [told];
  });
}

function tell(effect: Effect): string | undefined {
  switch (effect.kind) {
    case 'answer':
      return 'answer';
    case 'play':
      return `play ${effect.sounds.map(soundName).join(' ')}`;
    case 'ring':
      return `ring ${effect.targets.map(targetName).join(' ')}`;
    case 'queue':
      return `queue ${effect.queueId}`;
    case 'voicemail':
      return `voicemail ${effect.box.kind === 'box' ? effect.box.boxId : effect.box.userId}`;
    case 'conference':
      return `conference ${effect.roomId}${effect.isHost ? ' as host' : ''}`;
    case 'record':
      return `record ${effect.isOn ? 'on' : 'off'}`;
    case 'notify':
      return `notify ${effect.channel} ${effect.to.join(' ')}: ${effect.text}`;
    case 'subscribe-notice':
      return `subscribe ${effect.noticeId}`;
    case 'hang-up':
      return `hang-up ${effect.cause}`;
    default:
      return undefined;
  }
}

function soundName(sound: Sound): string {
  switch (sound.kind) {
    case 'prompt':
      return sound.promptId;
    case 'phrase':
      return `(${sound.phrase})`;
    case 'number':
      return String(sound.value);
    default:
      return sound.digits;
  }
}

function targetName(target: RingTarget): string {
  switch (target.kind) {
    case 'user':
      return target.userId;
    case 'ring-group':
      return target.groupId;
    default:
      return target.number;
  }
}
