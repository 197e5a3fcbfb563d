import { cameraWords as german } from '../words/camera.de.ts';
import { cameraWords as english } from '../words/camera.en.ts';
import { useSpeech } from '../words/customer-words.tsx';

const words = { de: german, en: english };

export type CameraWords = typeof english;

/** They come with the camera's page: whoever shows a screen needs none of them. */
export function useCameraWords(): CameraWords {
  return words[useSpeech().language];
}
