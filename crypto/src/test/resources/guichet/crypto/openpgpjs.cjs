// OpenPGP.js as a program: an act, then its files; what comes of it on standard output.
const fs = require("fs");
const openpgp = require("openpgp");

const read = (file) => new Uint8Array(fs.readFileSync(file));
const key = async (file) => openpgp.readKey({ armoredKey: fs.readFileSync(file, "utf8") });
const secret = async (file) => openpgp.readPrivateKey({ armoredKey: fs.readFileSync(file, "utf8") });

const acts = {
  async generate(version, name, email) {
    const { privateKey } = await openpgp.generateKey({
      type: version === "6" ? "curve25519" : "ecc",
      userIDs: [{ name, email }],
      format: "armored",
      config: { v6Keys: version === "6", aeadProtect: version === "6" },
    });
    return privateKey;
  },
  async certificate(keyFile) {
    return (await secret(keyFile)).toPublic().armor();
  },
  async encrypt(textFile, keyFile, ...readers) {
    return openpgp.encrypt({
      message: await openpgp.createMessage({ binary: read(textFile) }),
      encryptionKeys: await Promise.all(readers.map(key)),
      signingKeys: await secret(keyFile),
    });
  },
  async decrypt(messageFile, keyFile, signerFile) {
    const { data, signatures } = await openpgp.decrypt({
      message: await openpgp.readMessage({ armoredMessage: fs.readFileSync(messageFile, "utf8") }),
      decryptionKeys: await secret(keyFile),
      verificationKeys: await key(signerFile),
      expectSigned: true,
      format: "binary",
    });
    await signatures[0].verified;
    return Buffer.from(data);
  },
  async sign(textFile, keyFile) {
    return openpgp.sign({
      message: await openpgp.createMessage({ binary: read(textFile) }),
      signingKeys: await secret(keyFile),
      detached: true,
    });
  },
  async verify(textFile, signatureFile, signerFile) {
    const { signatures } = await openpgp.verify({
      message: await openpgp.createMessage({ binary: read(textFile) }),
      signature: await openpgp.readSignature({ armoredSignature: fs.readFileSync(signatureFile, "utf8") }),
      verificationKeys: await key(signerFile),
    });
    await signatures[0].verified;
    return "";
  },
};

const [act, ...files] = process.argv.slice(2);
acts[act](...files).then(
  (out) => process.stdout.write(out),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
