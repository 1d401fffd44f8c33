/// OpenPGP and key derivation: bytes in, bytes out; no clock, no disk, no SQL. The only user of Bouncy Castle.
module guichet.crypto {
    requires static transitive org.jspecify;
    requires org.bouncycastle.pg;
    requires org.bouncycastle.provider;

    exports guichet.crypto;
}
