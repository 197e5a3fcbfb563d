// Runs in the test page: one RTCPeerConnection whose microphone is a sine, and an ear that measures.
globalThis.startPeer = (frequency) => {
  const context = new AudioContext();
  const oscillator = new OscillatorNode(context, { frequency });
  const microphone = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  oscillator.connect(new GainNode(context, { gain: 0.3 })).connect(microphone);
  oscillator.start();
  const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
  const connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  const sender = connection.addTrack(microphone.stream.getAudioTracks()[0]);
  connection.ontrack = (event) => {
    const stream = new MediaStream([event.track]);
    // Chromium plays a remote track into WebAudio only while an element plays it too.
    const element = new Audio();
    element.muted = true;
    element.srcObject = stream;
    void element.play();
    new MediaStreamAudioSourceNode(context, { mediaStream: stream }).connect(analyser);
  };
  const describe = async (description) => {
    await connection.setLocalDescription(description);
    return connection.localDescription.sdp;
  };
  const peer = {
    offer: async (options) => describe(await connection.createOffer(options)),
    acceptAnswer: (sdp) => connection.setRemoteDescription({ type: 'answer', sdp }),
    answer: async (sdp) => {
      await connection.setRemoteDescription({ type: 'offer', sdp });
      return describe(await connection.createAnswer());
    },
    setDirection: (direction) => {
      connection.getTransceivers()[0].direction = direction;
    },
    dial: (tones) => sender.dtmf.insertDTMF(tones, 120, 80),
    hears: () => {
      const levels = new Float32Array(analyser.frequencyBinCount);
      analyser.getFloatFrequencyData(levels);
      const loudest = levels.reduce((best, level, index) => (level > levels[best] ? index : best), 0);
      return { frequency: (loudest * context.sampleRate) / analyser.fftSize, decibels: Math.max(-200, levels[loudest]) };
    },
    state: () => connection.connectionState,
    path: async () => {
      const stats = await connection.getStats();
      const pair = [...stats.values()].find((entry) => entry.type === 'candidate-pair' && entry.nominated);
      return pair ? stats.get(pair.remoteCandidateId)?.protocol : undefined;
    },
    close: () => {
      connection.close();
      void context.close();
    },
  };
  globalThis.peer = peer;
};
