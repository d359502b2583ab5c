DROP INDEX "SHOP"."__test_IX";
CREATE INDEX "SHOP"."__test_IX" ON "SHOP"."__test_SOURCE" ("NOTE");
