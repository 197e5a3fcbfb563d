/** 64 pictures that are told apart at a glance and have a short name in any language. Their order decides words: never moved. */
const text = `
🐶 🐱 🦁 🐴 🦄 🐷 🐘 🐰 🐼 🐓 🐧 🐢 🐟 🐙 🦋 🌷
🌳 🌵 🍄 🌍 🌙 ☁️ 🔥 🍌 🍎 🍓 🌽 🍕 🎂 ❤️ 😀 🤖
🎩 👓 🔧 🎅 👍 ☂️ ⌛ ⏰ 🎁 💡 📕 ✏️ 📎 ✂️ 🔒 🔑
🔨 ☎️ 🏁 🚂 🚲 ✈️ 🚀 🏆 ⚽ 🎸 🎺 🔔 ⚓ 🎧 📁 📌
`;

export const emoji: readonly string[] = text.trim().split(/\s+/u);
