// The door of sound on disk: the folder that keeps it, and ffmpeg that turns recordings into what horns play.
export { checkFfmpeg } from './ffmpeg-check';
export { FfmpegSoundRenderer } from './ffmpeg-sound-renderer';
export { FolderAudioStore } from './folder-audio-store';
export { TusUploads, uploadMetadata } from './tus-uploads';
export { type ProfileName, PROFILES } from './profiles';
