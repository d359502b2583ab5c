CREATE TABLE `shadow` (
  `id` int(11) NOT NULL,
  `a` int(11) DEFAULT NULL,
  `pid` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `f2s` (`pid`),
  CONSTRAINT `f2s` FOREIGN KEY (`pid`) REFERENCES `__test_parent` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
