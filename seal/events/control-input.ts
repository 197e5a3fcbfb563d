export { controlInput, type ControlInput } from '../../protocol/support/control-input.ts';
