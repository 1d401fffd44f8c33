/// Who is who and by which key, and the encrypted file that holds it all. The only opener of the database.
module guichet.keystore {
    requires transitive guichet.crypto;
    requires java.sql;
    requires org.xerial.sqlitejdbc;

    exports guichet.keystore;
    exports guichet.keystore.vault;
}
