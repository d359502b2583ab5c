CREATE TABLE `source` (
  `id` int(11) NOT NULL,
  `pid` int(11) DEFAULT NULL,
  `x` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `__test_f1` (`pid`),
  KEY `kx` (`pid`,`x`),
  CONSTRAINT `f1` FOREIGN KEY (`pid`) REFERENCES `parent` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
