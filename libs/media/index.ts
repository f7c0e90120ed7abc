// The door of sound on disk: the folder that keeps it, and ffmpeg that turns recordings into what horns play.
export { checkFfmpeg, type FfmpegVersions } from './ffmpeg-check';
export type { FfmpegPaths } from './ffmpeg-programs';
export { type FfmpegOptions, FfmpegSoundRenderer } from './ffmpeg-sound-renderer';
export { FolderAudioStore } from './folder-audio-store';
export { TusUploads, uploadMetadata } from './tus-uploads';
export { type OutputProfile, type ProfileName, PROFILES } from './profiles';
