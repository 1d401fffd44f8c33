package guichet.inbox.offender;

final class CallsBouncyCastle {
    Object forbidden() {
        return new org.bouncycastle.openpgp.api.bc.BcOpenPGPApi();
    }
}
