import { SipWebServer } from './web-server.testing.ts';
import { createJssip, MediaPeer, callOptions } from './jssip.testing.ts';
import { once } from 'node:events';
const server = await SipWebServer.start();
const alice = createJssip(server.url('alice'), 'alice'); alice.start(); await once(alice,'registered');
server.onInvitation((i)=>{ console.log('INV'); i.progress(180,'Ringing'); void new MediaPeer().answer(i.offer??'').then(a=>{console.log('answering');i.accept(a);}); });
const s = alice.call('sip:101@main.acme.example.test', callOptions());
for (const e of ['failed','accepted','confirmed','ended','progress','sending','peerconnection:createofferfailed','peerconnection:setremotedescriptionfailed','icecandidate']) s.on(e as never, (x: any) => console.log(e, x?.cause ?? x?.message ?? ''));
setTimeout(()=>process.exit(), 5000);
