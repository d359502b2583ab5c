-- mysql 8.0.36
CREATE TABLE `modern` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT /*!80023 INVISIBLE */,
  `a` int DEFAULT '1' COMMENT 'x' ,
  `n` varchar(30) CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci NOT NULL DEFAULT 'x',
  `m` varchar(30) COLLATE utf8mb4_bin DEFAULT (concat(_utf8mb4'a\'b',uuid())),
  `p` point NOT NULL /*!80003 SRID 4326 */,
  `bin` binary(4) DEFAULT 0xFF000000,
  `g` int GENERATED ALWAYS AS ((`a` * 2)) STORED NOT NULL COMMENT 'twice',
  `gi` int GENERATED ALWAYS AS ((`a` + 1)) VIRTUAL /*!80023 INVISIBLE */,
  `e` enum('a','b') CHARACTER SET ascii COLLATE ascii_bin DEFAULT 'a',
  `t` timestamp NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP /*!80023 INVISIBLE */ COMMENT 'seen',
  `z` int(5) unsigned zerofill DEFAULT NULL,
  `b` tinyint(1) DEFAULT NULL,
  `att` int DEFAULT NULL COMMENT 'c' /*!80021 ENGINE_ATTRIBUTE '{"a": 1}' */ /*!80021 SECONDARY_ENGINE_ATTRIBUTE '{"b": 2}' */,
  `ns` int DEFAULT NULL NOT SECONDARY,
  PRIMARY KEY (`id`),
  UNIQUE KEY `fu` ((lower(`n`)),(cast(`a` as unsigned)) DESC),
  KEY `mv` ((cast(json_extract(`m`,_utf8mb4'$.zip') as unsigned array))),
  KEY `k` (`a` DESC,`n`(5)) COMMENT 'k' /*!80000 INVISIBLE */,
  SPATIAL KEY `sp` (`p`),
  CONSTRAINT `c1` CHECK ((`a` > 0)) /*!80016 NOT ENFORCED */,
  CONSTRAINT `modern_chk_2` CHECK (((`n` <> _utf8mb4'it\'s; x') and regexp_like(`n`,_utf8mb4'^a.*$')))
) /*!50100 TABLESPACE `ts1` */ /*!80023 AUTOEXTEND_SIZE=4194304 */ ENGINE=InnoDB AUTO_INCREMENT=12 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci SECONDARY_ENGINE=RAPID /*!80021 ENGINE_ATTRIBUTE='{"k": 1}' */ COMMENT='m'
/*!50500 PARTITION BY LIST  COLUMNS(a,`weird name`)
(PARTITION p0 VALUES IN ((1,'x'),(NULL,_binary 0x6162)) ENGINE = InnoDB,
 PARTITION `p 1` VALUES IN ((2,'y')) COMMENT = 'it\'s' ENGINE = InnoDB) */;

CREATE TABLE `ctas` (
  `a` int DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci START TRANSACTION;

CREATE TABLE `old_defaults` (
  `a` varchar(10) DEFAULT NULL,
  `b` varchar(10) CHARACTER SET utf8mb4 DEFAULT NULL,
  `c` varchar(10) CHARACTER SET utf8 COLLATE utf8_bin DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
